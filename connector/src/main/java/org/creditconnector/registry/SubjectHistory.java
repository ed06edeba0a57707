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
 */
public record SubjectHistory(
        String subject, long lastSequence, @Nullable Accepted accepted, List<Open> open) {
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
}
