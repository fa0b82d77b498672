package jacobi.notebook.picture;

import jacobi.notebook.display.Html;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an SVG document as VectorGraphics2D writes it fit for a notebook: pieces of one line become one polyline,
 * outlines of letters become steps on a fine grid, numbers get one digit, names that a page shares with its other
 * pictures become unique, the pixels of images stay squares, and a label says in words what is to be seen. A document
 * in another form passes unchanged as far as it is not understood.
 */
final class SvgCleaner {
    private static final Pattern LINE = Pattern.compile(
            "\\s*<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\" y2=\"([^\"]*)\"/>");
    private static final Pattern LETTERS = Pattern.compile(
            "\\s*<path d=\"([MLQCZ\\d\\s.,E+-]*)\"( style=\"[^\"]*stroke:none[^\"]*\"/>)");
    private static final Pattern STEP = Pattern.compile("([MLQCZ])([^MLQCZ]*)");
    private static final int GRID = 20;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:E-?\\d+)?");
    private static final Pattern PROLOG = Pattern.compile("\\A(?:<[?!][^>]*>\\s*)*");
    private static final Pattern ROOT = Pattern.compile("<svg[^>]*>");
    private static final Pattern WIDTH = Pattern.compile(" width=\"([\\d.]+)px\"");
    private static final Pattern SIZE = Pattern.compile(" (?:width|height)=\"[\\d.]+px\"");
    /** CSS pixels that every notebook has room for. */
    private static final int WIDE = 760;
    private static final Pattern CLIP = Pattern.compile("(id=\"|url\\(#)(clip\\d+)");

    private SvgCleaner() {
    }

    /**
     * Cleans one document.
     *
     * @param label what is to be seen, in plain text
     * @param id    letters and digits that no other picture has
     */
    static String clean(String svg, String label, String id) {
        StringBuilder out = new StringBuilder(svg.length() / 2);
        StringBuilder points = new StringBuilder();
        String style = null;
        String end = null;
        for (String line : PROLOG.matcher(svg).replaceFirst("").split("\n")) {
            Matcher piece = LINE.matcher(line);
            if (!piece.matches()) {
                style = finish(out, points, style);
                Matcher letters = LETTERS.matcher(line);
                out.append(letters.matches() ? "<path transform=\"scale(" + 1.0 / GRID + ")\" d=\""
                        + outline(letters.group(1)) + "\"" + letters.group(2) : round(line.strip())
                        .replace("<image ", "<image style=\"image-rendering:pixelated\" ")).append('\n');
                continue;
            }
            String from = round(piece.group(2)) + "," + round(piece.group(4));
            String to = round(piece.group(3)) + "," + round(piece.group(5));
            if (!piece.group(1).equals(style) || !from.equals(end)) {
                finish(out, points, style);
                style = piece.group(1);
                points.append(from);
            }
            points.append(' ').append(to);
            end = to;
        }
        finish(out, points, style);
        String named = ROOT.matcher(out).replaceFirst(
                root -> Matcher.quoteReplacement(fitting(root.group().substring(0, root.group().length() - 1))
                        + " role=\"img\" aria-label=\"" + Html.escape(label.replace("\n", "; ")) + "\">"));
        return unique(named, id);
    }

    /**
     * The beginning of a document that is never wider than the cell it stands in. A front end that shows it as an image keeps
     * its width, if it has one; without one the image takes the width there is, so a narrow one needs it.
     */
    private static String fitting(String root) {
        Matcher width = WIDTH.matcher(root);
        if (!width.find() || Double.parseDouble(width.group(1)) <= WIDE) {
            return root + " style=\"max-width:100%;height:auto\"";
        }
        return SIZE.matcher(root).replaceAll("") + " style=\"max-width:" + width.group(1) + "px\"";
    }

    private static String finish(StringBuilder out, StringBuilder points, String style) {
        if (style != null) {
            out.append("<polyline style=\"").append(style).append("\" points=\"").append(points).append("\"/>\n");
            points.setLength(0);
        }
        return null;
    }

    /** An outline in whole numbers, each relative to the end of the step before. */
    private static String outline(String path) {
        StringBuilder out = new StringBuilder(path.length() / 3);
        long x = 0;
        long y = 0;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            char command = Character.toLowerCase(step.group(1).charAt(0));
            String[] numbers = step.group(2).strip().split("[\\s,]+");
            long toX = x;
            long toY = y;
            StringBuilder steps = new StringBuilder();
            for (int i = 0; i + 1 < numbers.length; i += 2) {
                toX = Math.round(GRID * Double.parseDouble(numbers[i]));
                toY = Math.round(GRID * Double.parseDouble(numbers[i + 1]));
                steps.append(i > 0 && toX >= x ? " " : "").append(toX - x).append(toY >= y ? " " : "").append(toY - y);
            }
            if (command == 'l' && (toX == x || toY == y)) {
                out.append(toX == x ? 'v' : 'h').append(toX == x ? toY - y : toX - x);
            } else {
                out.append(command).append(steps);
            }
            x = toX;
            y = toY;
        }
        return out.toString();
    }

    private static String round(String text) {
        return NUMBER.matcher(text).replaceAll(number -> {
            String rounded = String.format(Locale.ROOT, "%.1f", Double.parseDouble(number.group()))
                    .replaceFirst("\\.?0+$", "");
            return rounded.equals("-0") ? "0" : rounded;
        });
    }

    private static String unique(String svg, String id) {
        Map<String, String> names = new TreeMap<>();
        return CLIP.matcher(svg).replaceAll(found -> found.group(1)
                + names.computeIfAbsent(found.group(2), name -> "jacobi-" + id + "-" + names.size()));
    }
}
