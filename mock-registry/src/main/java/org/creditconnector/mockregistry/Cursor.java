package org.creditconnector.mockregistry;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** A place in the list of feedbacks, as opaque text. */
final class Cursor {
    private Cursor() {}

    static String write(int position) {
        byte[] bytes =
                ByteBuffer.allocate(8).putInt(position).putInt(check(position)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws RefusalException 400 for anything else
     */
    static int read(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == 8) {
                int position = bytes.getInt();
                if (position >= 0 && bytes.getInt() == check(position)) {
                    return position;
                }
            }
        } catch (IllegalArgumentException e) {
            RefusalException refusal = foreign();
            refusal.initCause(e);
            throw refusal;
        }
        throw foreign();
    }

    private static RefusalException foreign() {
        return RefusalException.badRequest("The cursor in after was not given by this registry.");
    }

    private static int check(int position) {
        var crc = new CRC32();
        crc.update(ByteBuffer.allocate(4).putInt(position).flip());
        return (int) crc.getValue();
    }
}
