package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.creditconnector.registry.pbcrc.message.Group;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.jspecify.annotations.Nullable;

/**
 * What is due of a contract that was told before: an agreement (220) or what secures an account (510). What changed since is told with
 * the new date. What was wrong when it was told is corrected by segment where the registry knows segments of the record; who the contract is
 * with is always corrected, since every later record would be judged by it. One item a night, so that what is on file is known.
 */
final class ContractDue {
    private static final List<String> IN_BASE = List.of("Name", "IDType", "IDNum", "MngmtOrgCode");
    private static final List<String> STATUS = List.of("ConStatus", "CcStatus");
    private static final String ENDED = "2";
    /** Stands in the facts of what is on file while something of the claim is left to be told. */
    private static final String MORE = "more";

    private final PbcrcSettings settings;
    private final MessagePack pack;
    private final Gatekeeper gates;

    ContractDue(PbcrcSettings settings, MessagePack pack, Gatekeeper gates) {
        this.gates = gates;
        this.settings = settings;
        this.pack = pack;
    }

    /** Whether a record that is accepted leaves something of the claim to be told. */
    static boolean leavesMore(Told told) {
        return told.getFacts().equals(MORE);
    }

    /**
     * The item that is due.
     *
     * @param whole the record as for the first time
     * @return null when all that can be told is on file
     */
    @Nullable Due due(SubjectClaim claim, Message whole, SubjectHistory history, Accepted accepted) {
        String kind = claim.subject().substring(0, claim.subject().indexOf(':') + 1);
        String key = claim.subject().substring(kind.length());
        Due renamed = new Renamed(settings, pack)
                .change(whole.record().substring(0, 2) + "1", kind, key, claim.reportDate(), history);
        if (renamed != null) {
            return renamed;
        }
        Map<String, String> now = Tolds.digests(whole);
        Told before = Tolds.FORM.decode(accepted.reportedState());
        Map<String, String> then = new TreeMap<>(before.getSegments());
        boolean later = claim.reportDate().isAfter(accepted.reportDate());
        List<Segment> changed = whole.segments().stream()
                .filter(segment -> !Objects.equals(now.get(segment.tag()), then.get(segment.tag())))
                .toList();
        boolean gone = then.keySet().stream().anyMatch(tag -> !now.containsKey(tag));
        Map<String, String> letters = pack.record(whole.record()).letters();
        for (Segment segment : changed) {
            String letter = letters.get(segment.tag());
            if (letter != null && (letter.equals("B") || !later)) {
                return correction(key, letter, segment, whole, before, accepted, history, changed.size() > 1);
            }
        }
        if (!later || (changed.isEmpty() && !gone)) {
            return null;
        }
        String code = isEnded(whole) ? TimePoint.CLOSED : TimePoint.MONTH_END;
        return new Due(
                ItemKind.REPORT,
                claim.reportDate(),
                history.lastSequence() + 1,
                null,
                null,
                new Drafted(
                        whole,
                        Told.newBuilder()
                                .setRecordType(whole.record())
                                .setReportDate(claim.reportDate())
                                .setTimePoint(code)
                                .setSegments(new TreeMap<>(now))
                                .build()));
    }

    private static boolean isEnded(Message whole) {
        return STATUS.stream().anyMatch(tag -> ENDED.equals(whole.value(tag)));
    }

    private Due correction(
            String key,
            String letter,
            Segment segment,
            Message whole,
            Told before,
            Accepted accepted,
            SubjectHistory history,
            boolean more) {
        LocalDate at = accepted.reportDate();
        Message message = pack.arranged(Message.of(before.getRecordType().substring(0, 2) + "2")
                .segment(
                        "BsSgmt",
                        parts -> parts.put("ModRecCode", settings.businessCode(key))
                                .put("RptDate", at.toString())
                                .put("MdfcSgmtCode", letter))
                .segment(
                        "MdfcSgmt",
                        parts -> parts.add(new Group(
                                segment.tag(),
                                segment.parts().stream()
                                        .filter(part -> !letter.equals("B") || IN_BASE.contains(part.tag()))
                                        .toList())))
                .build());
        TreeMap<String, String> digests = new TreeMap<>(before.getSegments());
        digests.putAll(Tolds.digests(new Message(before.getRecordType(), List.of(segment))));
        Told told = Told.newBuilder()
                .setRecordType(before.getRecordType())
                .setReportDate(at)
                .setTimePoint(before.getTimePoint())
                .setSegments(digests)
                .setFacts(more ? MORE : "")
                .setIdentity(before.getIdentity())
                .setKept(before.getKept())
                .build();
        Shelved.keepSegment(gates.state(), whole, segment.tag(), told);
        return new Due(
                ItemKind.CORRECTION,
                at,
                history.lastSequence() + 1,
                accepted.itemId(),
                null,
                new Drafted(message, told));
    }
}
