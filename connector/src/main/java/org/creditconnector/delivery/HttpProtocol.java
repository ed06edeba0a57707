package org.creditconnector.delivery;

import java.time.LocalDate;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryConnection.HoldingsPage;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of registry is spoken to over HTTP: what is asked, and what its answer means. Pure: the channel does the waiting
 * and the sending. Readers throw {@link UnreadableAnswerException} for an answer that cannot be used.
 */
public interface HttpProtocol {
    /**
     * The request that hands over a package.
     *
     * @param contentDigest value of {@code Content-Digest} (RFC 9530) of the file
     */
    WireRequest deliver(SubmissionPackage manifest, String contentDigest);

    /** What an answer to {@link #deliver} means. Every status has a meaning, so that nothing is thrown. */
    DeliveryOutcome outcome(SubmissionPackage manifest, String contentDigest, WireAnswer answer);

    /**
     * Whether the answer to {@link #deliver} is the verdict already. Then the verdict is read out of the receipt, and nothing is asked:
     * the questions below throw {@link UnsupportedOperationException}.
     */
    default boolean answersAtOnce() {
        return false;
    }

    /**
     * The verdict that a receipt is, where the registry {@linkplain #answersAtOnce() answers at once}.
     *
     * @param receipt as it was stored; empty where a person said that the registry has the package
     * @return one feedback about the package, or the problem with it
     */
    default FeedbackPage.Entry verdict(SubmissionPackage manifest, String receipt) {
        throw new UnsupportedOperationException("a receipt of this registry is no verdict");
    }

    /** The question what is known of a package. */
    WireRequest packageKnowledge(String packageId);

    /** Its answer. */
    PackageKnowledge readPackageKnowledge(String packageId, WireAnswer answer);

    /** The question for feedback after a cursor. */
    WireRequest feedback(@Nullable String after, int limit);

    /** Whether an answer to {@link #feedback} says that the registry does not know the cursor it was asked to go on from. */
    boolean refusesCursor(WireAnswer answer);

    /** Its answer; what is unreadable in one feedback is a problem of that entry alone. */
    FeedbackPage readFeedback(WireAnswer answer);

    /** The question what the registry holds. */
    WireRequest statement(String lenderCode, LocalDate date);

    /** Its answer. */
    Statement readStatement(LocalDate date, WireAnswer answer);

    /** The question what stands, after a cursor; null asks from the beginning. */
    WireRequest holdings(String lenderCode, LocalDate date, @Nullable String after, int limit);

    /** Its answer. */
    HoldingsPage readHoldings(LocalDate date, WireAnswer answer);
}
