package org.creditconnector.registry.pbcrc;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.LegalGates;
import org.creditconnector.registry.pbcrc.message.FileHeader;
import org.creditconnector.registry.pbcrc.message.IdentifierNumbers;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageChecks;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.OnFile;
import org.creditconnector.registry.pbcrc.message.RecordLayout;
import org.creditconnector.registry.pbcrc.message.StateChecks;

/** What must be in order before a record leaves: the registry's own rules, as far as one record decides them, and the law's. */
final class Gatekeeper {
    private static final String TEMPLATED = "110 310";

    private final MessagePack pack;
    private final PbcrcSettings settings;
    private final MessageChecks checks;
    private final LegalGates law;
    private final StateChecks state;

    Gatekeeper(MessagePack pack, PbcrcSettings settings) {
        this.pack = pack;
        this.settings = settings;
        this.checks = new MessageChecks(pack, settings.branch()::equals, new IdentifierNumbers(pack));
        this.law = new LegalGates("PBCRC", settings.recipient());
        this.state = new StateChecks(pack);
    }

    /** The checks that ask for what is on file. */
    StateChecks state() {
        return state;
    }

    /**
     * What the registry would answer because of what it has on file.
     *
     * @param filed about the subject, after everything that goes before the message
     */
    List<Finding> ofOrder(Message message, OnFile filed) {
        List<Finding> findings = new ArrayList<>();
        state.check(message, filed).forEach(hit -> findings.add(PbcrcFindings.of(hit, pack, what(message))));
        return findings;
    }

    String template(String recordType) {
        return TEMPLATED.contains(recordType) ? settings.template() : "";
    }

    /** What the registry would answer, decided from the message alone. */
    List<Finding> ofChange(Message message) {
        // The day of making is that of the package; here the latest there is, so that no report date is after it.
        FileHeader header = new FileHeader(
                message.record(),
                pack.head().version(),
                template(message.record()),
                settings.provider(),
                LocalDateTime.of(2099, 12, 31, 0, 0),
                1);
        List<Finding> findings = new ArrayList<>();
        checks.check(message, header).forEach(hit -> findings.add(PbcrcFindings.of(hit, pack, what(message))));
        return findings;
    }

    private static String what(Message message) {
        String when = message.value("RptDate");
        return "record " + message.record() + (when == null ? "" : " of " + when);
    }

    /**
     * The same for a record about a borrower's account, and whether the law lets it go: consent is that of any borrower, the notice
     * before negative information is owed to persons.
     *
     * @param negative whether what the record tells is negative information
     */
    List<Finding> ofRecord(CreditRecord state, TimePoint point, Message message, boolean negative) {
        List<Finding> findings = new ArrayList<>(ofChange(message));
        if (settings.gates()) {
            findings.addAll(law.of(state, point.date(), point.date(), negative));
        }
        return findings;
    }

    RecordLayout layout(String recordType) {
        return java.util.Objects.requireNonNull(pack.find(recordType, template(recordType)));
    }
}
