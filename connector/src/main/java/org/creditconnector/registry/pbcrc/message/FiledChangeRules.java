package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.registry.pbcrc.message.Book.Check;
import org.creditconnector.registry.pbcrc.message.OnFile.Version;

/** The same record again, identifiers, deletions and the end of a subject: the same shapes under codes of each record group. */
final class FiledChangeRules {
    private FiledChangeRules() {}

    static void register(StateBook book) {
        CodeList flags = book.pack().codes("event-flag");
        book.add(Rule.COMMON, "ABR004", (f, out) -> {
            if (f.isReport() && f.isStored()) {
                out.hit(f.anchor(), "RptDate");
            }
            boolean noted = f.kind() == RecordKind.EVENT
                    && flags.role(f.text("Flag"), null).equals("valid")
                    && f.filed().events().stream()
                            .anyMatch(event -> event.kind().equals(f.text("OpetnType"))
                                    && event.month().equals(f.text("Month"))
                                    && event.reportDate().equals(f.date()));
            if (noted) {
                out.hit(Segment.ITSELF, "RptDate");
            }
        });
        book.add(Rule.COMMON, "ABE012", (f, out) -> {
            if (f.filed().movedTo() != null && f.kind() != RecordKind.ID_CHANGE) {
                out.hit(f.anchor(), Hit.NO_TAG);
            }
        });
        idChange(book, "210", "BIE001", "BIE002");
        idChange(book, "220", "BIE101", "BIE102");
        idChange(book, "230", "BIE201", "BIE202");
        idChange(book, "510", "BIE301", "BIE302");
        idChange(book, "410", "CIR001", "CIR002");
        idChange(book, "420", "CIR101", "CIR102");
        idChange(book, "440", "CIR201", "CIR202");
        unknown(book, "210", "BMR007", "BSR000", "BTE000");
        unknown(book, "220", "BMR104", "BSR100", "BTE100");
        unknown(book, "230", "BMR203", "BSR200", "BTE200");
        unknown(book, "410", "CMR007", "CSR000", "CTR000");
        unknown(book, "420", "CMR104", "CSR100", "CTR100");
        unknown(book, "440", "CMR306", "CSR300", "CTR300");
        book.add("510", "BTE300", missing(RecordKind.DELETION, "DelRecCode"));
        otherType(book, "210", "BLR019", "BMR012");
        otherType(book, "410", "CLR019", "CMR013");
        book.add("230", "BMR205", otherType(RecordKind.CORRECTION));
        book.add("440", "CAR009", otherType(RecordKind.REPORT));
        book.add("440", "CMR309", otherType(RecordKind.CORRECTION));
        ended(book, "220", "BCR001", "BCR002");
        ended(book, "420", "CCR001", "CCR002");
        ended(book, "230", "BAR005", "BAR006");
        ended(book, "440", "CAR006", "CAR007");
        ended(book, "410", "CLR020", "CLR021");
        book.add("510", "BPR003", afterTheEnd());
    }

    private static void idChange(StateBook book, String group, String old, String taken) {
        book.add(group, old, missing(RecordKind.ID_CHANGE, "OdBnesCode"));
        book.add(group, taken, (f, out) -> {
            // Used before by the same subject is allowed: then nothing but the way back is on file under it.
            boolean own = f.filed().formerIds().contains(f.text("NwBnesCode"));
            boolean inUse = !f.other().versions().isEmpty() || (f.other().movedTo() != null && !own);
            if (f.kind() == RecordKind.ID_CHANGE && inUse) {
                out.hit(Segment.ITSELF, "NwBnesCode");
            }
        });
    }

    private static void unknown(StateBook book, String group, String correction, String segment, String whole) {
        book.add(group, correction, missing(RecordKind.CORRECTION, "ModRecCode"));
        book.add(group, segment, missing(RecordKind.SEGMENT_DELETION, "DelRecCode"));
        book.add(group, whole, missing(RecordKind.DELETION, "DelRecCode"));
    }

    /** Nothing is on file under the identifier that a message of the kind names. */
    static Check<StateFacts> missing(RecordKind kind, String tag) {
        return (f, out) -> {
            if (f.kind() == kind && f.filed().isUnknown()) {
                out.hit(f.anchor(), tag);
            }
        };
    }

    private static void otherType(StateBook book, String group, String report, String correction) {
        book.add(group, report, otherType(RecordKind.REPORT));
        book.add(group, correction, otherType(RecordKind.CORRECTION));
    }

    private static Check<StateFacts> otherType(RecordKind kind) {
        return (f, out) -> {
            String filed = f.filed().accountType();
            if (f.kind() == kind && !filed.isEmpty() && !filed.equals(f.text("AcctType"))) {
                out.hit(f.anchor(), "AcctType");
            }
        };
    }

    private static void ended(StateBook book, String group, String after, String inserted) {
        book.add(group, after, afterTheEnd());
        book.add(group, inserted, endBeforeNewest());
    }

    /** Nothing is taken in after the newest state is an end. */
    static Check<StateFacts> afterTheEnd() {
        return (f, out) -> {
            Version newest = f.newestState();
            if (f.isReport()
                    && newest != null
                    && f.closed(newest)
                    && f.events("re-opened").isEmpty()
                    && f.date().compareTo(newest.reportDate()) > 0) {
                out.hit(f.anchor(), "RptDate");
            }
        };
    }

    /** An end that is told for a day before the newest one on file. */
    static Check<StateFacts> endBeforeNewest() {
        return (f, out) -> {
            if (f.isReport() && f.closes() && f.newestDate().compareTo(f.date()) > 0) {
                out.hit(f.anchor(), "RptDate");
            }
        };
    }
}
