package org.creditconnector.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the record of one account says about another subject: a person, an agreement, a collateral. Many accounts may speak of the
 * same subject; what they say must be the same, and it is reported once.
 *
 * @param subject kind and key, e.g. {@code person:...}; never the key of an account
 * @param reportDate the date it is true for
 * @param contentHash digest over the facts, hex SHA-256; two claims that say the same have the same
 * @param content what it says, in the profile's own versioned form; null where what is on file says the same
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes of the profile; claims are compared by hash
public record SubjectClaim(String subject, LocalDate reportDate, String contentHash, byte @Nullable [] content) {
    /** The same without what it says. */
    public SubjectClaim withoutContent() {
        return new SubjectClaim(subject, reportDate, contentHash, null);
    }

    /** Never shows the content: it is about a person. */
    @Override
    public String toString() {
        return "claim about " + subject + " at " + reportDate;
    }
}
