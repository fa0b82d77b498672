package jacobi.notebook.display;

/** Something to look at. Each form is made when a host asks for it; the text is always there. */
public interface Display {
    /** {@return the text form, without a line break at its end} */
    String text();

    /** {@return the HTML form, null if there is none} */
    default String html() {
        return null;
    }

    /** {@return the form in LaTeX, with its dollar signs, null if there is none} */
    default String latex() {
        return null;
    }

    /** {@return the picture, null if there is none} */
    default Picture picture() {
        return null;
    }

    /** {@return whether a terminal should overwrite this by the next state} */
    default Passing passing() {
        return Passing.NO;
    }

    /** {@return whether a next state follows soon, so that a host may leave out what takes long to draw} */
    default boolean growing() {
        return false;
    }

    /** Whether a display is one line that the next state overwrites, such as a progress bar, and if so, whether none follows. */
    enum Passing { NO, YES, OVER }

    /** A picture in two formats, since a notebook that is not trusted shows no SVG. */
    interface Picture {
        /** {@return how many CSS pixels wide it is meant to be shown} */
        int width();

        /** {@return how many CSS pixels high it is meant to be shown} */
        int height();

        /** {@return a PNG file, of twice the pixels in each direction where that makes it sharper} */
        byte[] png();

        /** {@return an SVG document that can stand in an HTML page beside others; null if there is none} */
        String svg();
    }
}
