package org.creditconnector.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the connector knows of one subject at one target: the accepted state on file, and beside it what is on its way.
 *
 * @param subject kind and key
 * @param lastSequence highest sequence that any item of the subject ever had, accepted or not; 0 when there was none
 * @param accepted the newest accepted item; null when nothing is on file
 * @param open items without a final verdict: staged, sent or unanswered
 * @param rejected the newest item of all that left the house, where the registry rejected it; null otherwise
 * @param standing all accepted items that stand, oldest report date first; only for a profile that
 *     {@linkplain RegistryProfile#comparesWithAllThatStands() compares with all of them}, else empty
 */
public record SubjectHistory(
        String subject,
        long lastSequence,
        @Nullable Accepted accepted,
        List<Open> open,
        @Nullable Rejected rejected,
        List<Accepted> standing) {
    /** A subject of which only the newest accepted item matters. */
    public SubjectHistory(
            String subject,
            long lastSequence,
            @Nullable Accepted accepted,
            List<Open> open,
            @Nullable Rejected rejected) {
        this(subject, lastSequence, accepted, open, rejected, List.of());
    }

    /** A subject whose newest item was not rejected. */
    public SubjectHistory(String subject, long lastSequence, @Nullable Accepted accepted, List<Open> open) {
        this(subject, lastSequence, accepted, open, null);
    }

    /** A subject the target never heard of. */
    public static SubjectHistory none(String subject) {
        return new SubjectHistory(subject, 0, null, List.of());
    }

    /**
     * The newest accepted item.
     *
     * @param itemId its id
     * @param sequence its sequence
     * @param reportDate its report date
     * @param contentHash digest over its facts
     * @param reportedState the profile's own form
     */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes of the profile; histories are not compared
    public record Accepted(
            String itemId, long sequence, LocalDate reportDate, String contentHash, byte[] reportedState) {}

    /**
     * An item on its way.
     *
     * @param itemId its id
     * @param sequence its sequence
     * @param reportDate its report date
     * @param contentHash digest over its facts
     */
    public record Open(String itemId, long sequence, LocalDate reportDate, String contentHash) {}

    /**
     * A rejected item that nothing newer has taken the place of.
     *
     * @param itemId its id
     * @param reportDate its report date
     * @param contentHash digest over its facts; empty for a deletion
     * @param code the registry's code; empty where it gave none
     */
    public record Rejected(String itemId, LocalDate reportDate, String contentHash, String code) {}
}
