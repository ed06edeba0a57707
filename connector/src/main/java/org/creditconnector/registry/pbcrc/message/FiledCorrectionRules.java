package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.registry.pbcrc.message.Book.Check;
import org.creditconnector.registry.pbcrc.message.OnFile.Event;
import org.creditconnector.registry.pbcrc.message.OnFile.Version;
import org.jspecify.annotations.Nullable;

/** Corrections and deletions of segments: the date rules of spec.md, ends, events, parties. */
final class FiledCorrectionRules {
    private static final String ANCHOR = "BsSgmt";
    private static final String MONTHLY = "AcctMthlyBlgInfSgmt";
    private static final String OTHER = "AcctDbtInfSgmt";
    private static final String LARGE = "SpecPrdSgmt";

    private FiledCorrectionRules() {}

    static void register(StateBook book) {
        dates(book, "210", "BMR021", "CIJK", "BMR009", "DEFG", "BMR019");
        dates(book, "220", "BMR103", "D", "BMR107", "C", "BMR108");
        dates(book, "230", "BMR206", "CD", "BMR207", "EF", "BMR208");
        dates(book, "410", "CMR014", "CI", "CMR015", "DEFG", "CMR016");
        dates(book, "420", "CMR107", "D", "CMR108", "C", "CMR109");
        dates(book, "440", "CMR316", "CD", "CMR314", "EFG", "CMR315");
        ends(book, "220", "CreditLimSgmt", "ConStatus", "BMR106", "BMR110");
        ends(book, "230", "GuarRltRepymtInfSgmt", "AcctStatus", "BMR209", "BMR210");
        ends(book, "410", "ActLbltyInfSgmt", "AcctStatus", "CMR006", "CMR017");
        ends(book, "420", "CreditLimSgmt", "ConStatus", "CMR110", "CMR111");
        ends(book, "440", "GuarRltRepymtInfSgmt", "AcctStatus", "CMR313", "CMR312");
        ends(book, "210", OTHER, "AcctStatus", "BMR018", "BMR017");
        party(book, "210", "BMR020", "RltRepymtInfSgmt", "RltRepymtInf", "ArlpCertType", "ArlpCertNum");
        party(book, "230", "BMR211", "RltRepymtInfSgmt", "RltRepymtInf", "ArlpCertType", "ArlpCertNum");
        party(book, "410", "CMR018", "RltRepymtInfSgmt", "RltRepymtInf", "ArlpCertType", "ArlpCertNum");
        party(book, "440", "CMR317", "RltRepymtInfSgmt", "RltRepymtInf", "ArlpCertType", "ArlpCertNum");
        party(book, "220", "BMR109", "CtrctCertRelSgmt", "CtrctCertRel", "CertRelIDType", "CertRelIDNum");
        party(book, "420", "CMR112", "CtrctCertRelSgmt", "CtrctCertRel", "CertRelIDType", "CertRelIDNum");
        months(book);
        events(book);
    }

    /**
     * @param dated code and letters of dated content: a date on file or later than the newest
     * @param current code and letters of the current view: not before the newest
     * @param base code of the base: the newest
     */
    private static void dates(
            StateBook book,
            String group,
            String dated,
            String datedLetters,
            String current,
            String letters,
            String base) {
        correction(book, group, dated, (f, out) -> {
            if (datedLetters.contains(f.letter()) && !f.isStored() && !f.isLaterThanNewest()) {
                out.hit(ANCHOR, "RptDate");
            }
        });
        correction(book, group, current, (f, out) -> {
            if (letters.contains(f.letter()) && f.date().compareTo(f.newestDate()) < 0) {
                out.hit(ANCHOR, "RptDate");
            }
        });
        correction(book, group, base, (f, out) -> {
            if (f.letter().equals("B") && !f.date().equals(f.newestDate())) {
                out.hit(ANCHOR, "RptDate");
            }
        });
    }

    /**
     * @param earlier code of an end although a later state is on file
     * @param after code of a state after an end on file
     */
    private static void ends(StateBook book, String group, String segment, String tag, String earlier, String after) {
        correction(book, group, earlier, (f, out) -> {
            boolean later = f.filed().versions().stream()
                    .anyMatch(v -> v.told(segment) != null && v.reportDate().compareTo(f.date()) > 0);
            if (f.content(segment) != null && f.closes() && later) {
                out.hit(segment, tag);
            }
        });
        correction(book, group, after, (f, out) -> {
            if (f.content(segment) != null && isAfterEnd(f, segment)) {
                out.hit(ANCHOR, "RptDate");
            }
        });
    }

    private static boolean isAfterEnd(StateFacts f, String segment) {
        return f.events("re-opened").isEmpty()
                && f.filed().versions().stream()
                        .anyMatch(v -> v.told(segment) != null
                                && f.closed(v)
                                && v.reportDate().compareTo(f.date()) < 0);
    }

    private static void party(
            StateBook book, String group, String code, String segment, String tag, String kind, String number) {
        correction(book, group, code, (f, out) -> {
            Version newest = f.filed().newest();
            int occurrence = 0;
            for (Group party : Facts.groups(f.content(segment), tag)) {
                occurrence++;
                String digest = Filing.digest(party.value(kind) + '\u001f' + party.value(number));
                if (newest != null && newest.identity().equals(digest)) {
                    out.hit(segment, number, occurrence);
                }
            }
        });
    }

    private static void months(StateBook book) {
        correction(book, "210", "BMR008", (f, out) -> {
            String month = month(f);
            String newest = "";
            for (Version version : f.filed().versions()) {
                if (month != null && month.equals(version.fact(MONTHLY, "Month"))) {
                    newest = version.reportDate();
                }
            }
            if (!newest.isEmpty() && !newest.equals(f.date())) {
                out.hit(ANCHOR, "RptDate");
            }
        });
        correction(book, "210", "BMR010", (f, out) -> {
            String month = month(f);
            if (month != null
                    && f.closes()
                    && f.filed().versions().stream().anyMatch(v -> isLater(v.fact(MONTHLY, "Month"), month))) {
                out.hit(MONTHLY, "AcctStatus");
            }
        });
        correction(book, "210", "BMR016", (f, out) -> {
            if (month(f) != null && isAfterEnd(f, MONTHLY)) {
                out.hit(ANCHOR, "RptDate");
            }
        });
        correction(book, "210", "BMR006", (f, out) -> {
            Version corrected = f.filed().at(f.date());
            if (month(f) != null
                    && corrected != null
                    && f.closed(corrected)
                    && !f.closes()
                    && !f.events("re-opened").isEmpty()) {
                out.hit(MONTHLY, "AcctStatus");
            }
        });
        correction(book, "210", "BMR014", (f, out) -> {
            Parts large = f.content(LARGE);
            String from = large == null ? null : large.value("SpecEfctDate");
            if (from != null
                    && f.filed().versions().stream()
                            .anyMatch(v -> from.equals(v.fact(LARGE, "SpecEfctDate"))
                                    && v.reportDate().compareTo(f.date()) > 0)) {
                out.hit(LARGE, "SpecEfctDate");
            }
        });
    }

    private static void events(StateBook book) {
        correction(book, "210", "BMR013", (f, out) -> {
            if (month(f) != null && isUnderEvent(f, month(f))) {
                out.hit(MONTHLY, "Month");
            }
        });
        correction(book, "210", "BMR015", (f, out) -> {
            if (f.content(OTHER) != null
                    && f.date().length() == 10
                    && isUnderEvent(f, f.date().substring(0, 7))) {
                out.hit(ANCHOR, "RptDate");
            }
        });
        deletion(book, "BSR001", (f, out) -> {
            for (Event event : f.events("re-opened")) {
                if (f.text("DelStartDate").compareTo(event.reportDate()) < 0) {
                    out.hit(Segment.ITSELF, "DelStartDate");
                }
            }
        });
        deletion(book, "BSR002", (f, out) -> {
            for (Event event : f.filed().events()) {
                if (Filing.within(event.reportDate(), f.text("DelStartDate"), f.text("DelEndDate"))) {
                    out.hit(Segment.ITSELF, "DelStartDate");
                }
            }
        });
    }

    private static boolean isUnderEvent(StateFacts f, @Nullable String month) {
        return f.filed().events().stream().anyMatch(event -> event.month().equals(month));
    }

    private static boolean isLater(@Nullable String month, String than) {
        return month != null && month.compareTo(than) > 0;
    }

    private static @Nullable String month(StateFacts f) {
        Parts monthly = f.content(MONTHLY);
        return monthly == null ? null : monthly.value("Month");
    }

    /** Rules about what is on file: where nothing is, another code says so. */
    private static void correction(StateBook book, String group, String code, Check<StateFacts> check) {
        book.add(group, code, (f, out) -> {
            if (f.kind() == RecordKind.CORRECTION && !f.filed().isUnknown()) {
                check.check(f, out);
            }
        });
    }

    private static void deletion(StateBook book, String code, Check<StateFacts> check) {
        book.add("210", code, (f, out) -> {
            if (f.kind() == RecordKind.SEGMENT_DELETION && !f.filed().isUnknown()) {
                check.check(f, out);
            }
        });
    }
}
