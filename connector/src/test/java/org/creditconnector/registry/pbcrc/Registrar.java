package org.creditconnector.registry.pbcrc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.MessageParser;
import org.creditconnector.registry.pbcrc.message.ParsedLine;

/** One account's way to a registry that accepts everything: what is on file grows night by night. */
final class Registrar {
    static final Map<String, String> SETTINGS = Map.of("provider", "Z99999999H0001");

    private final RegistryProfile profile;
    private final List<Accepted> standing = new ArrayList<>();
    private long sequence;
    private List<Finding> findings = List.of();

    Registrar(RegistryProfile profile) {
        this.profile = profile;
    }

    static Registrar of(Map<String, String> settings) {
        return new Registrar(new PbcrcProfile().configured(settings));
    }

    /** The messages of a night, in order of sending. */
    List<Message> night(CreditRecord record) {
        return night(record, record.getReport().getAccountKey());
    }

    /**
     * The same for an account that may be known under another key.
     *
     * @param known key under which it is on file
     */
    List<Message> night(CreditRecord record, String known) {
        String key = record.getReport().getAccountKey();
        String subject = profile.subject(known);
        Accepted newest = standing.isEmpty() ? null : standing.get(standing.size() - 1);
        DueItems due = profile.due(
                record, new SubjectHistory(subject, sequence, newest, List.of(), null, List.copyOf(standing)));
        findings = due.findings();
        List<Message> messages = new ArrayList<>();
        for (DueItems.Due one : due.items()) {
            ReportItem item = profile.render("cb", key, one);
            messages.add(read(new String(item.bytes(), java.nio.charset.StandardCharsets.UTF_8)));
            standing.removeIf(before -> before.itemId().equals(item.supersedes()));
            standing.add(new Accepted(
                    item.itemId(), item.sequence(), item.reportDate(), item.contentHash(), item.reportedState()));
            sequence = item.sequence();
        }
        standing.sort(Comparator.comparing(Accepted::reportDate).thenComparing(Accepted::sequence));
        return messages;
    }

    List<Finding> findings() {
        return findings;
    }

    static Message read(String line) {
        if (new MessageParser(MessagePack.shipped()).parse(line) instanceof ParsedLine.Read read) {
            return read.message();
        }
        throw new AssertionError("unreadable: " + line);
    }

    /** Record type, date and time point or corrected letter of each. */
    static List<String> brief(List<Message> messages) {
        return messages.stream()
                .map(message -> message.record() + " " + message.value("RptDate") + " "
                        + (message.value("RptDateCode") != null
                                ? message.value("RptDateCode")
                                : message.value("MdfcSgmtCode") != null
                                        ? message.value("MdfcSgmtCode")
                                        : message.value("DelSgmtCode")))
                .toList();
    }
}
