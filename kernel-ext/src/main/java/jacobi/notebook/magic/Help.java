package jacobi.notebook.magic;

import jacobi.notebook.cell.Hosts;
import jacobi.notebook.display.RowsDisplay;
import java.util.ArrayList;
import java.util.List;

/** What {@code %jacobi help} shows; statically imported in a notebook and in JShell. */
public final class Help {
    private Help() {
    }

    /** Shows all magics, each with an example. */
    public static void help() {
        List<List<String>> rows = new ArrayList<>();
        for (Magic magic : MagicList.all()) {
            rows.add(List.of((magic.sign() + " " + magic.arguments()).strip(), magic.summary(), magic.example()));
        }
        Hosts.show(new RowsDisplay(List.of("magic", "what it does", "example"), rows));
    }
}
