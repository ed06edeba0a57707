package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;

/** A digest or a signature over a file: it is made and it is checked. Standing apart from the file, or at its end as a step. */
public interface Seal {
    /** What it is called in the configuration and in errors. */
    String name();

    /** Whether there is a key to check one with, or none is needed. */
    default boolean canBeChecked() {
        return true;
    }

    /** Its bytes; always as many. */
    int length();

    /**
     * Begins to make one.
     *
     * @throws WrappingException when there is no key to make it with
     */
    Making make(SecureRandom random) throws WrappingException;

    /**
     * Begins to check one.
     *
     * @throws WrappingException when there is no key to check it with
     */
    Checking check() throws WrappingException;

    /** The seal of all that a stream gives. */
    default byte[] of(InputStream content, SecureRandom random) throws IOException {
        Making making = make(random);
        byte[] piece = new byte[64 * 1024];
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            making.update(piece, 0, read);
        }
        return making.end();
    }

    /** Whether a seal fits all that a stream gives. */
    default boolean fits(InputStream content, byte[] seal) throws IOException {
        Checking checking = check();
        byte[] piece = new byte[64 * 1024];
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            checking.update(piece, 0, read);
        }
        return checking.fits(seal);
    }

    /** A seal that is being made. */
    interface Making {
        /** Takes the next bytes in. */
        void update(byte[] bytes, int offset, int length);

        /** The seal of what was taken in. */
        byte[] end();
    }

    /** A seal that is being checked. */
    interface Checking {
        /** Takes the next bytes in. */
        void update(byte[] bytes, int offset, int length);

        /** Whether it is the seal of what was taken in. */
        boolean fits(byte[] seal);
    }
}
