package org.creditconnector.mockregistry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;

/** Text kept compressed: records of a whole portfolio stay in memory, and JSON shrinks to a tenth. */
final class PackedText {
    private final byte[] packed;

    private PackedText(byte[] packed) {
        this.packed = packed;
    }

    static PackedText of(String text) {
        try (var press = new Press()) {
            return press.pack(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    String text() {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs one text after the other: setting up the compressor costs more than a small record. Not thread-safe. */
    static final class Press implements AutoCloseable {
        private static final int BUFFER_BYTES = 4_096;

        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        private final byte[] buffer = new byte[BUFFER_BYTES];

        PackedText pack(byte[] utf8) {
            deflater.reset();
            deflater.setInput(utf8);
            deflater.finish();
            var packed = new ByteArrayOutputStream();
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return new PackedText(packed.toByteArray());
        }

        @Override
        public void close() {
            deflater.end();
        }
    }
}
