package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Set;

/**
 * One step of a {@link Wrapping}. Immutable; a step that holds keys shows them nowhere. What it throws while undoing is replaced by
 * one line of {@link Wrapping}, so that it may throw whatever a library throws.
 */
public interface WrappingStep {
    /** What it is called in the configuration and in errors, e.g. {@code sm4 gcm}. */
    String name();

    /**
     * A stream that does it.
     *
     * @param plainName name of the innermost file, for forms that hold one
     * @param random where session keys, IVs and signature secrets come from
     * @param out where the result goes; closed with the returned stream
     */
    OutputStream wrap(String plainName, SecureRandom random, OutputStream out) throws IOException;

    /** Whether what it gives is still of the form that it was given, so that it may travel where the registry's form is fixed. */
    default boolean keepsForm() {
        return false;
    }

    /** Tags of the fields that it enciphers, each by itself. */
    default Set<String> encipheredFields() {
        return Set.of();
    }

    /** Whether it has what it needs to be undone; a step of two keys may have only one. */
    default boolean canBeUndone() {
        return true;
    }

    /** A stream that undoes it; ends only when all of {@code in} was found to be right. */
    InputStream unwrap(InputStream in) throws IOException;
}
