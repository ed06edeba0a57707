package org.creditconnector.ledger;

import org.creditconnector.mapping.RecordMaking;

/**
 * A release of this program, as far as records depend on it.
 *
 * @param pin what it adds when it makes records, see {@link RecordMaking#pin}; several with {@code +} between them where a run was
 *     continued by another release
 * @param name what people call it
 */
public record Release(String pin, String name) {
    /** The one that runs. */
    public static Release current() {
        return new Release(RecordMaking.pin(), version());
    }

    /** The version that the build wrote into the jar's manifest, or {@code development} when run from classes. */
    public static String version() {
        String version = Release.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Whether it makes the same of the same rows and the same source folder. */
    public boolean makesTheSameAs(Release other) {
        return pin.equals(other.pin);
    }

    @Override
    public String toString() {
        return name + " (" + pin + ")";
    }
}
