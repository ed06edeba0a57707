package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What one step gives while it is undone; any failure of the step becomes the same line. A failure stays: an unpacker above may look
 * for a next packed part, take the failure for the end and say nothing, as the Java runtime's does in newer versions.
 */
final class StepInput extends InputStream {
    private final InputStream in;
    private final String place;
    private @Nullable WrappingException failure;

    private StepInput(InputStream in, String place) {
        this.in = in;
        this.place = place;
    }

    static InputStream open(WrappingStep step, String place, InputStream in) throws IOException {
        try {
            return new StepInput(step.unwrap(in), place);
        } catch (WrappingException | SourceException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failed(place);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return in.read(bytes, offset, length);
        } catch (WrappingException e) {
            failure = e;
            throw e;
        } catch (SourceException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            failure = failed(place);
            throw failure;
        }
    }

    /** One sentence for every failure, whatever it was. */
    private static WrappingException failed(String place) {
        return new WrappingException(
                place + " cannot be undone: the key is another one, or the file was cut short or altered");
    }
}
