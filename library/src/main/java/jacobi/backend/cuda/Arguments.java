package jacobi.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A kernel's arguments: one struct, laid out as C does, each field aligned to its size. Used again for each launch.
 * Not for several threads at a time.
 */
final class Arguments {
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(4096).order(ByteOrder.nativeOrder());

    /** Begins the next struct. */
    Arguments start() {
        bytes.clear();
        return this;
    }

    /** Adds an address or a {@code long long}. */
    Arguments add(long value) {
        align(8);
        bytes.putLong(value);
        return this;
    }

    Arguments add(int value) {
        align(4);
        bytes.putInt(value);
        return this;
    }

    Arguments add(double value) {
        align(8);
        bytes.putDouble(value);
        return this;
    }

    Arguments add(float value) {
        align(4);
        bytes.putFloat(value);
        return this;
    }

    private void align(int size) {
        while (bytes.position() % size != 0) {
            bytes.put((byte) 0);
        }
    }

    /** {@return the struct, from 0 to the limit} */
    ByteBuffer end() {
        align(8);
        return bytes.flip();
    }
}
