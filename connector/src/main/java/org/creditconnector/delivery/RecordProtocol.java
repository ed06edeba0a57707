package org.creditconnector.delivery;

import java.util.Map;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of registry is spoken to by records of a log (Kafka): what stands beside a package, how the end of a run is told, and
 * what an answer means. Pure: the channel does the moving. The key of a package's record is the package id.
 */
public interface RecordProtocol {
    /**
     * Headers of a package's record, in plain ASCII.
     *
     * @param contentDigest value of {@code Content-Digest} (RFC 9530) of the record's value
     */
    Map<String, String> packageHeaders(SubmissionPackage manifest, String contentDigest);

    /** Key of the record that ends a run: the same for the same run, never a package id. */
    String runEndKey(RunEnd end);

    /** Headers of that record. */
    Map<String, String> runEndHeaders(RunEnd end);

    /** Its value: the same bytes for the same run. */
    byte[] runEnd(RunEnd end);

    /**
     * Reads one answer of the registry; what cannot be read is a problem of that entry.
     *
     * @param key of the record as text; null where it has none
     */
    FeedbackPage.Entry readAnswer(@Nullable String key, byte[] value);
}
