package org.creditconnector.config;

import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration: what the reader accepts, what the JSON Schema says and what the documentation shows.
 *
 * @param name as written in the file
 * @param kind what its value is
 * @param required whether it must be there
 * @param fallback value where it is absent; null for none
 * @param shown the fallback as a person reads it; null for none
 * @param doc one sentence
 * @param <T> the value in Java
 */
record Key<T>(
        String name,
        Kind<T> kind,
        boolean required,
        @Nullable T fallback,
        @Nullable String shown,
        String doc) {
    /** A key that must be there. */
    static <T> Key<T> required(String name, Kind<T> kind, String doc) {
        return new Key<>(name, kind, true, null, null, doc);
    }

    /** A key that may be absent, and then there is nothing: {@link Values#find}. */
    static <T> Key<T> optional(String name, Kind<T> kind, String doc) {
        return new Key<>(name, kind, false, null, null, doc);
    }

    /** A key that may be absent, and then has a value: {@link Values#get}. */
    static <T> Key<T> optional(String name, Kind<T> kind, T fallback, String shown, String doc) {
        return new Key<>(name, kind, false, fallback, shown, doc);
    }
}
