package org.creditconnector.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.delivery.Verdict;

/**
 * Reads a refusal that says "the same record is on file already", and whatever follows from that. Where the very same item left before and its answer was
 * lost, or went under in the refusal of the file's second arrival, the registry has what it was to get: the item is accepted, with the
 * registry's words as a warning. Where nothing of the kind left before, what is on file is not ours to know, and it stays a refusal.
 */
final class AlreadyThere {
    /** After an item of the same subject, date and content that left in an earlier package. */
    private static final String BROUGHT = "select i.item_id from " + SqlArrays.KEYS
            + " left join report_item i on i.item_id = k.key_text where " + SqlArrays.found("i.package_id")
            + " and exists (select 1 from report_item j join submission_package q on q.package_id = j.package_id"
            + " where j.target = i.target and j.subject = i.subject and j.report_date = i.report_date"
            + " and j.content_hash = i.content_hash and j.kind = i.kind and j.sequence < i.sequence"
            + " and q.state in ('UNKNOWN', 'RECEIVED', 'ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED', 'RECONCILED'))";

    private final Store store;

    AlreadyThere(Store store) {
        this.store = store;
    }

    /**
     * Whether a package was refused because it came before, and it did: it went more than once, because nobody knew whether it had
     * arrived. Such an answer says nothing about the first arrival.
     */
    boolean isAnswerToARepeat(Feedback feedback, String packageId) {
        return feedback.getOutcome() == PackageOutcome.REJECTED
                && feedback.getFindings().stream().anyMatch(RegistryFinding::getAlreadyThere)
                && store.jdbc()
                                .sql(
                                        "select count(*) from package_attempt where package_id = ? and (outcome is null or outcome <> 'NOT_SENT')")
                                .param(packageId)
                                .query(Long.class)
                                .single()
                        > 1;
    }

    /** The same feedback, with the items accepted that the registry has from before. */
    Feedback read(Feedback feedback) {
        List<String> saidSo = feedback.getVerdicts().stream()
                .filter(AlreadyThere::saysSo)
                .map(ItemVerdict::getItemId)
                .toList();
        Set<String> brought = saidSo.isEmpty() ? Set.of() : brought(saidSo);
        if (brought.isEmpty()) {
            return feedback;
        }
        List<ItemVerdict> verdicts = new ArrayList<>();
        int turned = 0;
        for (ItemVerdict verdict : feedback.getVerdicts()) {
            boolean there = saysSo(verdict) && brought.contains(verdict.getItemId());
            turned += there ? 1 : 0;
            verdicts.add(there ? accepted(verdict) : verdict);
        }
        int rejected = feedback.getRejected() - turned;
        return Feedback.newBuilder(feedback)
                .setVerdicts(verdicts)
                .setAccepted(feedback.getAccepted() + turned)
                .setRejected(rejected)
                .setOutcome(rejected == 0 ? PackageOutcome.ACCEPTED : PackageOutcome.PARTLY_ACCEPTED)
                .build();
    }

    private static boolean saysSo(ItemVerdict verdict) {
        return verdict.getVerdict() == Verdict.REJECTED
                && verdict.getFindings().stream().anyMatch(RegistryFinding::getAlreadyThere);
    }

    private static ItemVerdict accepted(ItemVerdict verdict) {
        return ItemVerdict.newBuilder(verdict)
                .setVerdict(Verdict.ACCEPTED)
                .setFindings(verdict.getFindings().stream()
                        .map(one ->
                                RegistryFinding.newBuilder(one).setWarning(true).build())
                        .toList())
                .build();
    }

    private Set<String> brought(List<String> itemIds) {
        return new HashSet<>(store.jdbc()
                .sql(BROUGHT)
                .param(SqlArrays.text(itemIds))
                .query(String.class)
                .list());
    }
}
