package org.creditconnector.mockregistry;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** A place in the list of feedbacks, as opaque text. */
final class Cursor {
    private Cursor() {}

    /** @param age how often the registry forgot the cursors it had given */
    static String write(int position, int age) {
        byte[] bytes = ByteBuffer.allocate(8)
                .putInt(position)
                .putInt(check(position, age))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws RefusalException 400 for anything else, and for what was written at another age
     */
    static int read(String text, int age) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == 8) {
                int position = bytes.getInt();
                if (position >= 0 && bytes.getInt() == check(position, age)) {
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

    private static int check(int position, int age) {
        var crc = new CRC32();
        crc.update(ByteBuffer.allocate(8).putInt(position).putInt(age).flip());
        return (int) crc.getValue();
    }
}
