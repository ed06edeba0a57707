package org.creditconnector.registry.pbcrc.message;

import java.util.List;
import org.creditconnector.registry.pbcrc.message.Book.Check;
import org.creditconnector.registry.pbcrc.message.Book.Out;
import org.creditconnector.registry.pbcrc.message.OnFile.Event;
import org.creditconnector.registry.pbcrc.message.OnFile.Told;
import org.creditconnector.registry.pbcrc.message.OnFile.Version;

/** First reports, months, special transactions and events of lending accounts (210, 410), and first reports of persons and enterprises. */
final class FiledLendingRules {
    private static final String MONTHLY = "AcctMthlyBlgInfSgmt";
    private static final String OTHER = "AcctDbtInfSgmt";
    private static final String SPECIAL = "AcctSpecTrstDspnSgmt";
    private static final String CARD = "R2";
    private static final String LOAN = "D1";

    private FiledLendingRules() {}

    static void register(StateBook book) {
        for (String[] first : new String[][] {
            {"210", "BLR004"},
            {"210", "BLR005"},
            {"410", "CLR030"},
            {"410", "CLR031"},
            {"110", "BBR001"},
            {"310", "CBR002"}
        }) {
            book.add(first[0], first[1], first(book.pack(), first[1]));
        }
        book.add("210", "BLR020", FiledChangeRules.afterTheEnd());
        book.add("210", "BLR021", FiledChangeRules.endBeforeNewest());
        book.add("210", "BLR023", FiledLendingRules::repeatedTransaction);
        book.add("410", "CLR028", FiledLendingRules::repeatedTransaction);
        months(book);
        events(book);
    }

    /** The rows of the matrix for a first report that carry this code. */
    private static Check<StateFacts> first(MessagePack pack, String code) {
        return (f, out) -> {
            if (!f.isReport() || !f.filed().versions().isEmpty() || f.filed().movedTo() != null) {
                return;
            }
            Hits hits = new Hits(pack, f.reported().ruleGroup());
            for (TimePoint row : f.reported().timePoints()) {
                if (row.code().equals(TimePoint.FIRST) && row.rule().equals(code)) {
                    MessageChecks.row(row, f.message(), f.reported(), f.message()::value, hits);
                }
            }
            hits.all().forEach(hit -> out.hit(hit.segment(), hit.tag()));
        };
    }

    private static void repeatedTransaction(StateFacts f, Out out) {
        SegmentLayout layout = f.reported().segment(SPECIAL);
        if (!f.isReport() || layout == null || f.content(SPECIAL) == null) {
            return;
        }
        int place = layout.content().place("CagOfTrdInf");
        List<String> key = layout.content().part(place) instanceof GroupLayout group ? group.unique() : List.of();
        int occurrence = 0;
        for (Group one : Facts.groups(f.content(SPECIAL), "CagOfTrdInf")) {
            occurrence++;
            String told = Filing.key(one, key);
            for (Version version : f.filed().versions()) {
                Told before = version.told(SPECIAL);
                if (before != null && before.repeated().contains(told)) {
                    out.hit(SPECIAL, "CagOfTrdInf", occurrence);
                    break;
                }
            }
        }
    }

    private static void months(StateBook book) {
        book.add("210", "BLR024", (f, out) -> {
            String month = month(f);
            if (f.isReport()
                    && f.events("no-bill").stream().anyMatch(e -> e.month().equals(month))) {
                out.hit(MONTHLY, "Month");
            }
        });
        book.add("210", "BLR026", (f, out) -> {
            String month = month(f);
            if (!f.isReport() || month.isEmpty()) {
                return;
            }
            for (Event reopened : f.events("re-opened")) {
                for (Version version : f.filed().versions()) {
                    String closed = version.fact(MONTHLY, "Month");
                    if (closed != null
                            && f.closed(version)
                            && closed.compareTo(month) < 0
                            && month.compareTo(reopened.month()) < 0) {
                        out.hit(MONTHLY, "Month");
                    }
                }
            }
        });
        book.add("210", "BLR027", (f, out) -> {
            String month = month(f);
            for (Version version : f.filed().versions()) {
                if (f.isReport()
                        && month.equals(version.fact(MONTHLY, "Month"))
                        && version.reportDate().compareTo(f.date()) >= 0) {
                    out.hit(MONTHLY, "Month");
                }
            }
        });
    }

    private static void events(StateBook book) {
        book.add("210", "BLR025", (f, out) -> {
            if (f.isReport()
                    && f.events("transferred-out").stream()
                            .anyMatch(e -> e.reportDate().compareTo(f.date()) <= 0)) {
                out.hit("AcctBsSgmt", "RptDate");
            }
        });
        book.add("210", "BLR028", (f, out) -> {
            Version same = f.filed().at(f.date());
            if (f.kind() == RecordKind.EVENT && same != null && same.told(OTHER) != null) {
                out.hit(Segment.ITSELF, "RptDate");
            }
            boolean noted = f.isReport()
                    && f.content(OTHER) != null
                    && f.filed().events().stream().anyMatch(e -> e.reportDate().equals(f.date()));
            if (noted) {
                out.hit(OTHER, "RptDate");
            }
        });
        CodeList kinds = book.pack().codes("special-event");
        event(book, "BQR001", (f, out) -> {
            String kind = f.text("OpetnType");
            if (kinds.isFor(kind, CARD) && !f.filed().accountType().equals(CARD)) {
                out.hit(Segment.ITSELF, "OpetnType");
            }
        });
        event(book, "BQR002", (f, out) -> {
            Version newest = f.newestState();
            if (role(kinds, f).equals("re-opened") && (newest == null || !f.closed(newest))) {
                out.hit(Segment.ITSELF, "OpetnType");
            }
        });
        event(book, "BQR003", (f, out) -> {
            if (kinds.isFor(f.text("OpetnType"), LOAN)
                    && !f.filed().accountType().equals(LOAN)) {
                out.hit(Segment.ITSELF, "OpetnType");
            }
        });
        event(book, "BQR004", (f, out) -> {
            if (role(kinds, f).equals("transferred-out") && !f.isLaterThanNewest()) {
                out.hit(Segment.ITSELF, "RptDate");
            }
        });
    }

    /** A rule of events in force about an account that is on file. */
    private static void event(StateBook book, String code, Check<StateFacts> check) {
        CodeList flags = book.pack().codes("event-flag");
        book.add("210", code, (f, out) -> {
            if (f.kind() == RecordKind.EVENT
                    && !f.filed().isUnknown()
                    && flags.role(f.text("Flag"), null).equals("valid")) {
                check.check(f, out);
            }
        });
    }

    private static String role(CodeList kinds, StateFacts f) {
        return kinds.role(f.text("OpetnType"), null);
    }

    private static String month(StateFacts f) {
        Parts monthly = f.content(MONTHLY);
        String month = monthly == null ? null : monthly.value("Month");
        return month == null ? "" : month;
    }
}
