package org.creditconnector.registry.pbcrc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.CollateralItem;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.Borrower;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.MessageParser;
import org.creditconnector.registry.pbcrc.message.MessageWriter;
import org.creditconnector.registry.pbcrc.message.ParsedLine;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Persons, enterprises, agreements, documents and what secures accounts: told whole the first time, and afterwards what changed. A claim
 * holds the whole record as it would be told for the first time.
 */
final class SubjectDue {
    private static final String PERSON = "110";
    private static final String ENTERPRISE = "310";

    private final MessagePack pack;
    private final SubjectSegments segments;
    private final EnterpriseSubjects enterprises;
    private final CollateralSegments collateral;
    private final DocumentSegments documents;
    private final ContractDue contracts;
    private final Gatekeeper gates;

    SubjectDue(
            MessagePack pack,
            SubjectSegments segments,
            EnterpriseSubjects enterprises,
            CollateralSegments collateral,
            DocumentSegments documents,
            ContractDue contracts,
            Gatekeeper gates) {
        this.documents = documents;
        this.collateral = collateral;
        this.contracts = contracts;
        this.pack = pack;
        this.segments = segments;
        this.enterprises = enterprises;
        this.gates = gates;
    }

    List<SubjectClaim> claims(CreditRecord record) {
        List<SubjectClaim> claims = new ArrayList<>();
        Party borrower = Borrower.of(record);
        if (borrower == null) {
            return claims;
        }
        if (borrower.getKind() == PartyKind.ORGANISATION) {
            claims.add(claim("enterprise:" + borrower.getPartyKey(), record, enterprises.enterprise(record, borrower)));
        } else {
            claims.add(claim("person:" + borrower.getPartyKey(), record, segments.person(record, borrower)));
            documents.of(record, borrower).forEach((subject, message) -> claims.add(claim(subject, record, message)));
        }
        contracts(claims, record, borrower);
        return claims;
    }

    /** The agreement above an account and what secures it, whoever the borrower is. */
    private void contracts(List<SubjectClaim> claims, CreditRecord record, Party borrower) {
        Agreement agreement = record.getAgreement();
        if (agreement != null) {
            claims.add(claim(
                    "agreement:" + agreement.getAgreementKey(),
                    record,
                    borrower.getKind() == PartyKind.ORGANISATION
                            ? enterprises.agreement(record, agreement, borrower)
                            : segments.agreement(record, agreement, borrower),
                    Renamed.former("agreement:", agreement.getFormerKeys())));
        }
        for (CollateralItem item : record.getCollateral()) {
            if (collateral.isContract(item)) {
                claims.add(claim(
                        "collateral:" + item.getCollateralKey(),
                        record,
                        collateral.contract(record, item, borrower),
                        Renamed.former("collateral:", item.getFormerKeys())));
            }
        }
    }

    /** Whether it is basic information: of that only what changed is told, of an agreement always all. */
    private static boolean isBasic(Message whole) {
        return whole.record().equals(PERSON) || whole.record().equals(ENTERPRISE);
    }

    private SubjectClaim claim(String subject, CreditRecord record, Message bare) {
        return claim(subject, record, bare, List.of());
    }

    private SubjectClaim claim(String subject, CreditRecord record, Message bare, List<String> former) {
        Message message = pack.arranged(bare, gates.template(bare.record()));
        String hash = Tolds.digest(Tolds.digests(message).toString());
        byte[] content = Claimed.content(new MessageWriter(pack).line(message), former);
        return new SubjectClaim(subject, record.getReport().getAsOf(), hash, content);
    }

    DueItems due(SubjectClaim claim, SubjectHistory history) {
        if (!history.open().isEmpty()) {
            return nothing(AccountVerdict.WAITING);
        }
        Message whole = read(claim);
        SubjectHistory.Accepted accepted = history.accepted();
        if (accepted == null) {
            return item(claim, whole, TimePoint.NEW, whole, history);
        }
        if (!isBasic(whole)) {
            return contract(contracts.due(claim, whole, history, accepted), history);
        }
        Map<String, String> now = Tolds.digests(whole);
        Map<String, String> then = Tolds.FORM.decode(accepted.reportedState()).getSegments();
        List<String> changed = now.entrySet().stream()
                .filter(segment -> !segment.getValue().equals(then.get(segment.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (changed.isEmpty()) {
            return nothing(AccountVerdict.UNCHANGED);
        }
        if (!claim.reportDate().isAfter(accepted.reportDate())) {
            // One record a date: what changed goes with the next one.
            return nothing(AccountVerdict.NOT_DUE);
        }
        String base = whole.segments().get(0).tag();
        if (isBasic(whole) && changed.contains(base)) {
            // Who it is is the key: under another name or number the registry does not know them yet (BBR001, CBR002).
            return item(claim, whole, TimePoint.NEW, whole, history);
        }
        String code = TimePoint.CLOSED;
        List<Segment> told = whole.segments().stream()
                .filter(segment -> segment.tag().equals(base) || changed.contains(segment.tag()))
                .toList();
        return item(claim, new Message(whole.record(), told), code, whole, history);
    }

    private DueItems contract(@Nullable Due due, SubjectHistory history) {
        if (due == null) {
            return nothing(AccountVerdict.UNCHANGED);
        }
        Drafted drafted = (Drafted) Objects.requireNonNull(due.rendering());
        List<Finding> findings = new ArrayList<>();
        if (due.kind() == ItemKind.REPORT) {
            Message message = pack.arranged(
                    withCode(drafted.message(), drafted.told().getTimePoint()),
                    gates.template(drafted.message().record()));
            drafted = new Drafted(message, drafted.told());
            findings.addAll(ofOrder(message, history));
            Shelved.keep(gates.state(), message, drafted.told());
        }
        findings.addAll(gates.ofChange(drafted.message()));
        return findings.isEmpty()
                ? new DueItems(
                        AccountVerdict.REPORTED,
                        List.of(new Due(
                                due.kind(), due.reportDate(), due.sequence(), due.supersedes(), due.record(), drafted)),
                        List.of())
                : new DueItems(AccountVerdict.HELD, List.of(), findings);
    }

    private DueItems item(SubjectClaim claim, Message told, String code, Message whole, SubjectHistory history) {
        Message message = pack.arranged(withCode(told, code), gates.template(told.record()));
        List<Finding> findings = new ArrayList<>(gates.ofChange(message));
        findings.addAll(ofOrder(message, history));
        if (!findings.isEmpty()) {
            return new DueItems(AccountVerdict.HELD, List.of(), findings);
        }
        Told onFile = Told.newBuilder()
                .setRecordType(whole.record())
                .setReportDate(claim.reportDate())
                .setTimePoint(code)
                .setSegments(new TreeMap<>(Tolds.digests(whole)))
                .build();
        Shelved.keep(gates.state(), message, onFile);
        return new DueItems(
                AccountVerdict.REPORTED,
                List.of(new Due(
                        ItemKind.REPORT,
                        claim.reportDate(),
                        history.lastSequence() + 1,
                        null,
                        null,
                        new Drafted(message, onFile))),
                List.of());
    }

    private List<Finding> ofOrder(Message message, SubjectHistory history) {
        return gates.ofOrder(
                message,
                Shelved.of(history.standing().stream()
                        .map(item -> Tolds.FORM.decode(item.reportedState()))
                        .toList()));
    }

    private static Message withCode(Message message, String code) {
        List<Segment> segments = new ArrayList<>(message.segments());
        Segment base = segments.get(0);
        segments.set(
                0,
                new Segment(
                        base.tag(),
                        base.parts().stream()
                                .map(part -> part.tag().equals("RptDateCode")
                                        ? new org.creditconnector.registry.pbcrc.message.Field("RptDateCode", code)
                                        : part)
                                .toList()));
        return new Message(message.record(), segments);
    }

    private Message read(SubjectClaim claim) {
        if (new MessageParser(pack).parse(Claimed.line(claim)) instanceof ParsedLine.Read read) {
            return read.message();
        }
        throw new IllegalStateException(
                "a claim about " + claim.subject() + " cannot be read by the pack that wrote it");
    }

    private static DueItems nothing(AccountVerdict verdict) {
        return new DueItems(verdict, List.of(), List.of());
    }
}
