package org.creditconnector.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Avro binary in memory: the primitive forms of the specification, written one after the other into an array that grows. Avro's own
 * encoders write through a stream and a second buffer, and ask for an array for each decimal; a night writes a hundred values a record.
 *
 * <p>Not thread-safe.
 */
public final class AvroBuffer {
    private static final int MOST_BYTES_OF_A_LONG = 10;
    private static final int SEVEN_BITS = 7;
    private static final int CONTINUED = 0x80;
    private static final int LAST_ASCII = 0x7f;

    private byte[] bytes;
    private int length;

    /** @param usual so many bytes are expected; it may become more */
    public AvroBuffer(int usual) {
        this.bytes = new byte[Math.max(usual, MOST_BYTES_OF_A_LONG)];
    }

    /** What was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Feeds what was written to a digest. */
    public void digest(MessageDigest digest) {
        digest.update(bytes, 0, length);
    }

    /** Bytes as they are. */
    public void raw(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    void writeBoolean(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    /** An int or a long: both have the same form. */
    void writeLong(long value) {
        room(MOST_BYTES_OF_A_LONG);
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & -CONTINUED) != 0) {
            bytes[length++] = (byte) (rest | CONTINUED);
            rest >>>= SEVEN_BITS;
        }
        bytes[length++] = (byte) rest;
    }

    void writeString(String text) {
        int chars = text.length();
        int start = length;
        writeLong(chars);
        room(chars);
        int at = length;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c > LAST_ASCII) {
                length = start;
                writeBytes(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[at++] = (byte) c;
        }
        length = at;
    }

    void writeBytes(byte[] some) {
        writeLong(some.length);
        raw(some);
    }

    /** A decimal by its unscaled value: the fewest bytes of two's complement, with their count. */
    void writeDecimal(long unscaled) {
        // The sign bit is counted: a value of eight bits needs a second byte.
        int count = Long.SIZE / Byte.SIZE
                - (Long.numberOfLeadingZeros(unscaled ^ (unscaled >> (Long.SIZE - 1))) - 1) / Byte.SIZE;
        room(count + 1);
        bytes[length++] = (byte) (count << 1);
        for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (unscaled >> shift);
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
