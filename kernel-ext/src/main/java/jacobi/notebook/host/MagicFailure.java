package jacobi.notebook.host;

import org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException;

/** A magic that failed with a sentence that says it all. JJava wraps every exception but this one's parent twice. */
final class MagicFailure extends UndefinedMagicException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    MagicFailure(String sentence) {
        super("compare", false);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
