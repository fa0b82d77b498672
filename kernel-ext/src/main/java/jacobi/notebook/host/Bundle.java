package jacobi.notebook.host;

import jacobi.notebook.display.Display;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A display as Jupyter's messages carry it: all forms, from which a front end takes the one it shows best. One that still
 * grows has no PNG.
 *
 * @param forms the forms by their MIME types, but for the text, which every display has
 * @param about what is said about a form: how large a picture is to be shown
 */
record Bundle(Map<String, Object> forms, Map<String, Object> about) {
    static Bundle of(Display display) {
        Map<String, Object> forms = new LinkedHashMap<>();
        put(forms, "text/html", display.html());
        put(forms, "text/latex", display.latex());
        Display.Picture picture = display.picture();
        if (picture == null) {
            return new Bundle(forms, Map.of());
        }
        put(forms, "image/svg+xml", picture.svg());
        if (display.growing()) {
            return new Bundle(forms, Map.of());         // a PNG takes longer to draw than SVG
        }
        put(forms, "image/png", Base64.getEncoder().encodeToString(picture.png()));
        return new Bundle(forms, Map.of("image/png", Map.of("width", picture.width(), "height", picture.height())));
    }

    private static void put(Map<String, Object> forms, String type, String form) {
        if (form != null) {
            forms.put(type, form);
        }
    }
}
