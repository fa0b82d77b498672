package jacobi.notebook.host;

import io.github.spencerpark.jupyter.kernel.magic.registry.UndefinedMagicException;

/** A magic that failed with a sentence that says it all. IJava wraps every exception but this one's parent. */
final class IJavaMagicFailure extends UndefinedMagicException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    IJavaMagicFailure(String sentence) {
        super("", false);
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
