package org.creditconnector.mockregistry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Text kept compressed: records of a whole portfolio stay in memory, and JSON shrinks to a tenth. */
final class PackedText {
    private final byte[] packed;

    private PackedText(byte[] packed) {
        this.packed = packed;
    }

    static PackedText of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static PackedText of(byte[] utf8) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(utf8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return new PackedText(bytes.toByteArray());
    }

    String text() {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
