package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;

/** What one step gives while it is undone; any failure of the step becomes the same line. */
final class StepInput extends InputStream {
    private final InputStream in;
    private final String place;

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
        try {
            return in.read(bytes, offset, length);
        } catch (WrappingException | SourceException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failed(place);
        }
    }

    /** One sentence for every failure, whatever it was. */
    private static WrappingException failed(String place) {
        return new WrappingException(
                place + " cannot be undone: the key is another one, or the file was cut short or altered");
    }
}
