package org.creditconnector.config;

/** A password, token or key. It shows itself as stars wherever it is printed, logged or compared in a failing test. */
public final class Secret {
    /** No secret at all, e.g. a database that asks for none. */
    public static final Secret NONE = new Secret("");

    private final String value;

    /** @param value the value itself; empty for none */
    public Secret(String value) {
        this.value = value;
    }

    /** The value, for the one place that hands it over. */
    public String value() {
        return value;
    }

    /** Whether there is no secret. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "" : "***";
    }
}
