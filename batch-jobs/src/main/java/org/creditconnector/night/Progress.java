package org.creditconnector.night;

/** Where a night tells how far it is. Called from any thread, as often as it likes; the receiver thins out. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = (stage, done, total) -> {};

    /**
     * One step forward.
     *
     * @param stage what is being done, e.g. {@code prepare}
     * @param done accounts, items or packages done so far
     * @param total how many there will be; 0 when not known
     */
    void at(String stage, long done, long total);
}
