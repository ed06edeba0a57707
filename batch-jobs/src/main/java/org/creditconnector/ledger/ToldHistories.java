package org.creditconnector.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.creditconnector.registry.SubjectHistory;
import org.jspecify.annotations.Nullable;

/**
 * What subjects look like at a registry that gives no verdicts. Nothing is guessed: items stay unanswered, the mirror stays as it
 * is. Only what the next item is compared with is the newest one that the registry has, since nothing better can be known.
 */
final class ToldHistories {
    /** Of the items that the registry has and never judged. */
    private static final String RECEIVED =
            " left join report_item i on i.target = ? and i.subject = k.key_text and i.state = 'SENT'"
                    + " left join submission_package p on p.package_id = i.package_id and p.state in ('RECEIVED', 'RECONCILED')"
                    + " where " + SqlArrays.found("p.package_id");

    private final Store store;

    ToldHistories(Store store) {
        this.store = store;
    }

    /** @param all whether all that was received and not replaced since stands, and not the newest alone */
    Map<String, SubjectHistory> of(Map<String, SubjectHistory> judged, String target, boolean all) {
        Map<String, SubjectHistory.Accepted> told = new HashMap<>();
        Map<String, List<SubjectHistory.Accepted>> standing = new HashMap<>();
        Set<String> received = new HashSet<>();
        Set<String> replaced = new HashSet<>();
        store.jdbc()
                .sql(
                        "select i.subject, i.item_id, i.sequence, i.report_date, i.content_hash, i.reported_state, i.supersedes from "
                                + SqlArrays.KEYS + RECEIVED)
                .params(SqlArrays.text(judged.keySet()), target)
                .query(row -> {
                    received.add(row.getString(2));
                    SubjectHistory.Accepted one = new SubjectHistory.Accepted(
                            row.getString(2),
                            row.getLong(3),
                            row.getObject(4, LocalDate.class),
                            row.getString(5),
                            row.getBytes(6));
                    told.merge(row.getString(1), one, ToldHistories::newer);
                    standing.computeIfAbsent(row.getString(1), subject -> new ArrayList<>())
                            .add(one);
                    String before = row.getString(7);
                    if (before != null) {
                        replaced.add(before);
                    }
                });
        Map<String, SubjectHistory> histories = new HashMap<>();
        judged.forEach((subject, history) -> histories.put(
                subject,
                new SubjectHistory(
                        subject,
                        history.lastSequence(),
                        newest(history.accepted(), told.get(subject)),
                        onTheWay(history.open(), received),
                        null,
                        all
                                ? together(history.standing(), standing.getOrDefault(subject, List.of()), replaced)
                                : List.of())));
        return histories;
    }

    private static List<SubjectHistory.Accepted> together(
            List<SubjectHistory.Accepted> accepted, List<SubjectHistory.Accepted> received, Set<String> replaced) {
        return Stream.concat(accepted.stream(), received.stream())
                .filter(one -> !replaced.contains(one.itemId()))
                .sorted(Comparator.comparing(SubjectHistory.Accepted::reportDate)
                        .thenComparing(SubjectHistory.Accepted::sequence))
                .toList();
    }

    private static List<SubjectHistory.Open> onTheWay(List<SubjectHistory.Open> open, Set<String> received) {
        return open.stream().filter(item -> !received.contains(item.itemId())).toList();
    }

    private static SubjectHistory.@Nullable Accepted newest(
            SubjectHistory.@Nullable Accepted accepted, SubjectHistory.@Nullable Accepted told) {
        if (accepted == null || told == null) {
            return accepted == null ? told : accepted;
        }
        return newer(accepted, told);
    }

    private static SubjectHistory.Accepted newer(SubjectHistory.Accepted one, SubjectHistory.Accepted other) {
        int byDate = one.reportDate().compareTo(other.reportDate());
        boolean first = byDate == 0 ? one.sequence() > other.sequence() : byDate > 0;
        return first ? one : other;
    }
}
