package org.creditconnector.registry.pbcrc;

import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.InstalmentLimit;
import org.creditconnector.record.MissingReason;

/**
 * A card's limit for one large purchase in instalments (210, segment I, and one field of H). A source knows of its own day how much of it
 * is used and billed; no later day tells it. So what was told of it stands, and a missed date that should tell it is held.
 */
final class LargeInstalment {
    static final String SEGMENT = "SpecPrdSgmt";
    private static final String PATH = "account.instalmentLimit";

    private LargeInstalment() {}

    /** Whether there was one at the date of an earlier state, and nobody knows how it stood. */
    static boolean isUnknown(CreditRecord state) {
        return state.getMissing().stream()
                .anyMatch(missing -> missing.getPath().equals(PATH) && missing.getReason() == MissingReason.UNKNOWN);
    }

    /** For the sentence about a missed date. */
    static RecordAsOf.NotKnown notKnown(CreditRecord state) {
        return new RecordAsOf.NotKnown(
                state.getReport().getAsOf(), PATH, "how much was used and billed is known of the day itself alone");
    }

    /** In whole yuan, used and not billed yet; nothing where there is no such limit. */
    static Long unbilled(CreditRecord record, PbcrcSettings settings) {
        InstalmentLimit limit = record.getAccount().getInstalmentLimit();
        Long yuan = limit == null ? null : settings.yuan(limit.getUnbilled());
        return yuan == null ? Long.valueOf(0) : yuan;
    }
}
