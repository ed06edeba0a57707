package org.creditconnector.synthetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.FormerSubjects;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.SubjectHistory.Accepted;

/** A registry that accepts everything that goes with what it has on file, in the order of its files. */
class AcceptingRegistry {
    private final RegistryProfile profile;
    private final Map<String, List<Accepted>> standing = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final Shelf shelf = new Shelf();
    /** How many of each kind of record, by the beginning of its text up to the time point, and with each status and transaction. */
    private final Map<String, Integer> records = new TreeMap<>();

    AcceptingRegistry(RegistryProfile profile) {
        this.profile = profile;
    }

    List<String> findings() {
        return findings;
    }

    Map<String, Integer> records() {
        return records;
    }

    /** All records of a night; a person or an agreement that several accounts name is told once. */
    void night(List<CreditRecord> all) {
        Map<String, SubjectClaim> claims = new LinkedHashMap<>();
        List<ReportItem> items = new ArrayList<>();
        for (CreditRecord record : all) {
            String key = record.getReport().getAccountKey();
            for (SubjectClaim claim : profile.claims(record)) {
                SubjectClaim first = claims.putIfAbsent(claim.subject(), claim);
                if (first == null) {
                    DueItems due = profile.due(claim, history(claim.subject(), profile.formerSubjects(claim)));
                    note(key, claim.subject(), due);
                    due.items().forEach(one -> items.add(profile.render("cb", key, claim, one)));
                } else if (!first.contentHash().equals(claim.contentHash())) {
                    findings.add(key + " " + claim.subject() + " is told otherwise by another account of the night");
                }
            }
            DueItems due = profile.due(record, history(profile.subject(key), profile.formerSubjects(record)));
            note(key, record.getReport().getAsOf() + " " + record.getAccount().getKind(), due);
            due.items().forEach(one -> items.add(profile.render("cb", key, one)));
        }
        items.sort(Comparator.comparing(ReportItem::sendClass));
        items.forEach(this::accept);
    }

    private void note(String key, String what, DueItems due) {
        for (Finding finding : due.findings()) {
            findings.add(finding.getRuleId() + " " + finding.getPath() + " " + key + " " + what + ": "
                    + finding.getMessage());
        }
    }

    private SubjectHistory history(String subject, List<String> former) {
        Map<String, SubjectHistory> known = new HashMap<>();
        known.put(subject, history(subject));
        former.forEach(name -> known.put(name, history(name)));
        return FormerSubjects.history(subject, former, known);
    }

    private SubjectHistory history(String subject) {
        List<Accepted> accepted = standing.getOrDefault(subject, List.of());
        return new SubjectHistory(
                subject,
                sequences.getOrDefault(subject, 0L),
                accepted.isEmpty() ? null : accepted.get(accepted.size() - 1),
                List.of(),
                null,
                List.copyOf(accepted));
    }

    private void accept(ReportItem item) {
        Optional<String> kind = take(item);
        if (kind.isEmpty()) {
            return;
        }
        records.merge(kind.get(), 1, Integer::sum);
        if (item.kind() == ItemKind.ID_CHANGE) {
            rename(item);
            return;
        }
        List<Accepted> accepted = standing.computeIfAbsent(item.subject(), any -> new ArrayList<>());
        accepted.removeIf(before -> before.itemId().equals(item.supersedes()) || item.kind() == ItemKind.DELETE_ALL);
        if (!item.kind().takesBack()) {
            accepted.add(new Accepted(
                    item.itemId(), item.sequence(), item.reportDate(), item.contentHash(), item.reportedState()));
        }
        accepted.sort(Comparator.comparing(Accepted::reportDate).thenComparing(Accepted::sequence));
        sequences.put(item.subject(), item.sequence());
    }

    private void rename(ReportItem change) {
        String old = standing.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(one -> one.itemId().equals(change.supersedes())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        standing.put(change.subject(), standing.remove(old));
        sequences.put(change.subject(), change.sequence());
    }

    /** Takes an item in and says what kind of record it is; empty where it was refused. */
    Optional<String> take(ReportItem item) {
        List<String> refused = shelf.take(item);
        String line = new String(item.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!refused.isEmpty()) {
            findings.add("refused " + refused + " " + item.subject() + " " + line);
            return Optional.empty();
        }
        for (String tag : List.of("AcctStatus", "ChanTranType")) {
            if (line.contains("<" + tag + ">")) {
                records.merge(tag + " " + between(line, "<" + tag + ">"), 1, Integer::sum);
            }
        }
        return Optional.of(between(line, "<InfRecType>") + " " + between(line, "<RptDateCode>")
                + between(line, "<MdfcSgmtCode>") + between(line, "<DelSgmtCode>") + between(line, "<OpetnType>"));
    }

    private static String between(String line, String tag) {
        int at = line.indexOf(tag);
        return at < 0 ? "" : line.substring(at + tag.length(), line.indexOf('<', at + tag.length()));
    }
}
