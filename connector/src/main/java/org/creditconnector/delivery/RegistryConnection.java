package org.creditconnector.delivery;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * The way to one configured target: everything that crosses the wire. Each call is one exchange through a Camel route. Methods
 * that only ask throw {@link RegistryUnavailableException} when there is no usable answer; asking twice is always safe.
 */
public interface RegistryConnection {
    /** Hands over a package whose bytes lie in a file. Never throws for what happens on the wire: that is the outcome. */
    DeliveryOutcome deliver(SubmissionPackage manifest, Path file);

    /**
     * Hands over a package whose bytes lie in a file, after a last check.
     *
     * @param lastCheck called as late as the way there allows: over HTTP when the connection stands, right before the first byte of
     *     the package. What it throws is thrown on, wrapped or not, and then no byte has left.
     */
    default DeliveryOutcome deliver(SubmissionPackage manifest, Path file, Runnable lastCheck) {
        lastCheck.run();
        return deliver(manifest, file);
    }

    /** Whether the registry is told when a run is sent as a whole; then {@link #endRun} comes after the last package. */
    default boolean isToldOfRunEnds() {
        return false;
    }

    /**
     * Tells that a run is sent as a whole. Told twice it has one effect. Never throws for what happens on the wire.
     *
     * @param lastCheck as with a package
     */
    default DeliveryOutcome endRun(RunEnd end, Runnable lastCheck) {
        throw new UnsupportedOperationException("over this channel the end of a run is not told");
    }

    /** What the registry knows of a package id: settles an unknown outcome. */
    PackageKnowledge packageKnowledge(String packageId);

    /**
     * The same question where it needs more than the id: a registry that takes files knows names and bytes.
     *
     * @param sha256 of the bytes as they left, lower-case hex
     */
    default PackageKnowledge packageKnowledge(SubmissionPackage manifest, String sha256) {
        return packageKnowledge(manifest.getPackageId());
    }

    /**
     * One page of feedback after a cursor; null asks from the beginning.
     *
     * @throws CursorRefusedException when the registry does not know the cursor: ask from the beginning
     */
    FeedbackPage feedback(@Nullable String after);

    /** Whether a package's receipt is the verdict on it already; then {@link #verdict} takes the place of {@link #feedback}. */
    default boolean answersAtOnce() {
        return false;
    }

    /**
     * The verdict that a receipt is; asks nothing.
     *
     * @param receipt as it was stored; empty where a person said that the registry has the package
     */
    default FeedbackPage.Entry verdict(SubmissionPackage manifest, String receipt) {
        throw new UnsupportedOperationException("a receipt of this registry is no verdict");
    }

    /** The registry's own totals of what it holds up to a date. */
    Statement statement(LocalDate date);

    /**
     * One page of what stands at the registry up to a date; null asks from the beginning. In the order of {@link Holding#ORDER}
     * from page to page.
     */
    HoldingsPage holdings(LocalDate date, @Nullable String after);

    /**
     * All that stands at the registry up to a date, asked for page by page while it is read.
     *
     * @return ascending by {@link Holding#ORDER}; throws {@link RegistryUnavailableException} where a page cannot be had or does
     *     not ascend
     */
    default Iterator<Holding> holdings(LocalDate date) {
        return new HoldingPages(this, date);
    }

    /** Whether the target can be reached; one sentence of what answered. For {@code target check} and {@code doctor}. */
    String check();

    /**
     * What the registry knows of a package.
     *
     * @param state one of the three
     * @param receipt its receipt as it came; null when unknown
     */
    record PackageKnowledge(State state, @Nullable String receipt) {
        /** What is known. */
        public enum State {
            UNKNOWN,
            RECEIVED,
            PROCESSED
        }
    }

    /**
     * Feedback as it came and as it was read.
     *
     * @param entries in the registry's order
     * @param next cursor to go on from, opaque
     * @param more whether more is waiting
     */
    record FeedbackPage(List<Entry> entries, String next, boolean more) {
        /**
         * One feedback.
         *
         * @param feedbackId the registry's id; a digest of the raw text where it gives none
         * @param raw exactly what came, to be stored before anything is done with it
         * @param feedback as read; null when it could not be read
         * @param problem why it could not be read; null when it could
         */
        public record Entry(
                String feedbackId,
                String raw,
                @Nullable Feedback feedback,
                @Nullable String problem) {}
    }

    /**
     * What the registry holds.
     *
     * @param date items up to this report date
     * @param accounts accounts on file
     * @param items accepted items
     * @param totals sums over the newest item of each account
     * @param digest the registry's digest over subjects and item ids of those newest items
     * @param holdingsDigest its digest over subjects, item ids and item digests of all that stands; null where it gives none
     */
    record Statement(
            LocalDate date,
            long accounts,
            long items,
            ControlTotals totals,
            String digest,
            @Nullable String holdingsDigest) {}

    /**
     * One page of a listing.
     *
     * @param holdings in the order of {@link Holding#ORDER}
     * @param next cursor to go on from, opaque; null at the end
     */
    record HoldingsPage(List<Holding> holdings, @Nullable String next) {}
}
