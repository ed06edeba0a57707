package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.Party;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.Message;
import org.jspecify.annotations.Nullable;

/** What a record says about a borrower's documents: how long each is valid (130), and that they are of one person (140). */
final class DocumentSegments {
    private static final String YES = "1";

    private final PbcrcSettings settings;
    private final CodeTables codes;

    DocumentSegments(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
    }

    /** Messages by subject, as for the first time; none of what the source does not know. */
    Map<String, Message> of(CreditRecord record, Party borrower) {
        Map<String, Message> messages = new TreeMap<>();
        Identity leading = Identity.of(borrower, codes);
        List<IdentityDocument> known = borrower.getDocuments().stream()
                .filter(document -> type(document) != null)
                .toList();
        for (IdentityDocument document : known) {
            String type = Objects.requireNonNull(type(document));
            String number = document.getNumber().toUpperCase(Locale.ROOT);
            String subject = borrower.getPartyKey() + ":" + type + ":" + Tolds.digest(number);
            if (document.getValidTo() != null) {
                messages.put(
                        "document:" + subject,
                        validity(record, leading.name(), type, number, document, document.getValidTo()));
            }
            if (!number.equals(leading.number()) || !type.equals(leading.type())) {
                messages.put("identity:" + subject, together(record, leading, type, number));
            }
        }
        return messages;
    }

    private @Nullable String type(IdentityDocument document) {
        return codes.code("document", document.getType(), "PERSON");
    }

    private Message validity(
            CreditRecord record,
            @Nullable String name,
            String type,
            String number,
            IdentityDocument document,
            LocalDate until) {
        LocalDate from = document.getValidFrom();
        return Message.of("130")
                .fields(parts -> parts.put("Name", name)
                        .put("IDType", type)
                        .put("IDNum", number)
                        .put("InfSurcCode", settings.provider())
                        .put("IDEfctDate", from == null ? "" : from.toString())
                        .put("IDDueDate", until.toString())
                        .put("IDOrgName", Objects.requireNonNullElse(document.getIssuer(), ""))
                        .put("IDDist", "")
                        .put("Cimoc", settings.branch())
                        .put("RptDate", record.getReport().getAsOf().toString()))
                .build();
    }

    private Message together(CreditRecord record, Identity leading, String type, String number) {
        return Message.of("140")
                .fields(parts -> parts.put("Name", leading.name())
                        .put("IDType", leading.type())
                        .put("IDNum", leading.number())
                        .put("OthName", leading.name())
                        .put("OthIDType", type)
                        .put("OthIDNum", number)
                        .put("OthAssFlg", YES)
                        .put("InfSurcCode", settings.provider())
                        .put("RptDate", record.getReport().getAsOf().toString()))
                .build();
    }
}
