package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.RecordChanges;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.yaml.InvalidDocumentException;

/**
 * What a changed source folder alone makes otherwise: tonight's rows are mapped once more by the version that the last run was sent
 * with, and by the one of tonight. Costs two more readings of the source, and only in the night after a change.
 */
final class MappingShift {
    private final SubmissionLedger ledger;
    private final MappingFolders folders;
    private final Lender lender;
    private final TargetConfig.Gate limits;

    MappingShift(SubmissionLedger ledger, MappingFolders folders, Lender lender, TargetConfig.Gate limits) {
        this.ledger = ledger;
        this.folders = folders;
        this.lender = lender;
        this.limits = limits;
    }

    /** Reasons to stop until a person has looked; none where the folder is the same or changes little. */
    List<String> reasons(Run run) {
        List<String> reasons = new ArrayList<>();
        ledger.lastSent(run)
                .filter(before -> !before.mappingVersion().equals(run.mappingVersion()))
                .ifPresent(before ->
                        reasons.addAll(reasons(run, before.mappingVersion(), "has changed since " + before.name())));
        for (String earlier : ledger.earlierVersions(run.runId())) {
            reasons.addAll(reasons(
                    run,
                    earlier,
                    "was changed while the night was made, and stored ranges stay as"
                            + " they were; `reject` it and make it anew"));
        }
        return reasons;
    }

    private List<String> reasons(Run run, String earlier, String what) {
        String versions = "the source folder or the record's schema " + what + " (" + shortened(earlier) + " → "
                + shortened(run.mappingVersion()) + ")";
        MappingFolders.Kept kept = folders.find(earlier).orElse(null);
        if (kept == null) {
            // A run of before folders were kept: the other reasons of the gate are all there is.
            return List.of();
        }
        long[] counts;
        try {
            counts = counted(SourceMapping.load(SourceFolder.unpacked(kept.name(), kept.content())));
        } catch (InvalidDocumentException e) {
            return unfit(versions);
        } catch (SourceFaultException e) {
            if (e.kind() == SourceFaultException.Kind.UNAVAILABLE) {
                throw e;
            }
            return unfit(versions);
        }
        return counts[1] >= limits.leastAccounts()
                        && counts[1] * 100 > counts[0] * limits.changes().mappingPercent()
                ? List.of(versions + ": " + counts[1] + " of " + counts[0]
                        + " accounts go otherwise by that alone, expected at most "
                        + limits.changes().mappingPercent() + " %; look at it with `mapping diff " + run.source() + "`")
                : List.of();
    }

    private static List<String> unfit(String versions) {
        return List.of(versions
                + ", and the version before does not fit the source any more: nobody can say what the change does");
    }

    private static String shortened(String version) {
        return version.substring(0, Math.min(8, version.length()));
    }

    /** Accounts, and those that go otherwise. */
    private long[] counted(SourceMapping earlier) {
        long[] counts = new long[2];
        try (Lender before = lender.with(earlier)) {
            TwoVersions.each(before, lender, (then, now) -> {
                counts[0]++;
                counts[1] += then == null || now == null || isOtherwise(then, now) ? 1 : 0;
            });
        }
        return counts;
    }

    private static boolean isOtherwise(MappedAccount then, MappedAccount now) {
        CreditRecord left = then.record();
        CreditRecord right = now.record();
        return left == null || right == null
                ? left != right
                : !RecordChanges.between(left, right).isEmpty();
    }
}
