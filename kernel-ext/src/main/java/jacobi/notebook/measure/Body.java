package jacobi.notebook.measure;

import java.util.concurrent.atomic.AtomicReference;

/** Code of a cell that has been compiled, to be run many times. */
@FunctionalInterface
public interface Body {
    /** The last one that a notebook compiled. */
    AtomicReference<Body> TAKEN = new AtomicReference<>();

    /** {@return the value of the code's last expression, null if it has none} */
    Object run() throws Exception;

    /** Takes compiled code; for code that Jacobi has the notebook run, where an expression would leave a variable behind. */
    static void take(Body body) {
        TAKEN.set(body);
    }
}
