package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.registry.pbcrc.message.Book.Out;
import org.jspecify.annotations.Nullable;

/** Personal lending (210 to 215): terms, repayers, large instalments, special transactions, events. */
final class LendingRules {
    private static final String GROUP = "210";
    private static final String BASE = "AcctBsSgmt";
    private static final String TERMS = "AcctBsInfSgmt";
    private static final String REPAYERS = "RltRepymtInfSgmt";
    private static final String MONTHLY = "AcctMthlyBlgInfSgmt";
    private static final String OTHER = "AcctDbtInfSgmt";
    private static final String LARGE = "SpecPrdSgmt";
    private static final String SPECIAL = "AcctSpecTrstDspnSgmt";

    private LendingRules() {}

    static void register(RuleBook book) {
        CodeList methods = book.pack().codes("repayment-method-210");
        CodeList frequencies = book.pack().codes("frequency-210");
        int lateDays = book.pack().head().lateDays();
        CodeList roles = book.pack().codes("repayer-role-210");
        book.add(GROUP, "BLE008", (f, out) -> late(f, out, lateDays, "10", TERMS, "OpenDate"));
        book.add(GROUP, "BLE010", (f, out) -> {
            late(f, out, lateDays, "20", MONTHLY, "CloseDate");
            late(f, out, lateDays, "20", OTHER, "CloseDate");
        });
        book.add(GROUP, "BLE009", CommonRules.ordered(TERMS, "OpenDate", "DueDate"));
        book.add(GROUP, "BLE005", LendingRules::openedAfterBusiness);
        book.add(GROUP, "BLE006", LendingRules::businessAfterClosing);
        book.add(GROUP, "BLE007", CommonRules.ordered(LARGE, "SpecEfctDate", "SpecEndDate"));
        book.add(GROUP, "BLE046", CommonRules.notZero(SPECIAL, "CagOfTrdNm"));
        book.add(GROUP, "BLE028", (f, out) -> {
            Parts terms = f.content(TERMS);
            if (methods.role(value(terms, "RepayMode"), null).equals("aggregated")
                    && Facts.has(terms, "RepayFreqcy")
                    && !frequencies.role(value(terms, "RepayFreqcy"), null).equals("aggregated")) {
                out.hit(TERMS, "RepayFreqcy");
            }
        });
        book.add(GROUP, "BLE038", (f, out) -> {
            Parts terms = f.content(TERMS);
            if (methods.role(value(terms, "RepayMode"), null).equals("no-instalments")
                    && Facts.number(terms, "RepayPrd") > 0) {
                out.hit(TERMS, "RepayPrd");
            }
        });
        book.add(GROUP, "BLE031", (f, out) -> {
            String card = value(f.content(TERMS), "CreditID");
            if (card != null
                    && !(card.length() == 4 && ValueType.digits(card, 0, 4))
                    && !card.equals("NULL")
                    && !card.equals("MULT")) {
                out.hit(TERMS, "CreditID");
            }
        });
        book.add(
                GROUP,
                "BLE003",
                (f, out) -> CommonRules.guarantors(f, roles, (party, occurrence) -> {
                    if (!Facts.has(party, "ArlpAmt")) {
                        out.hit(REPAYERS, "ArlpAmt", occurrence);
                    }
                }));
        book.add(GROUP, "BLE048", CommonRules.guarantorComplete(roles));
        book.add(
                GROUP,
                "BLE041",
                CommonRules.another(REPAYERS, "RltRepymtInf", "ArlpCertType", "ArlpCertNum", BASE, "IDType", "IDNum"));
        book.add(GROUP, "BQR000", (f, out) -> {
            Parts base = f.base();
            String month = Facts.has(base, "OpetnType") ? value(base, "Month") : null;
            String date = value(base, "RptDate");
            if (month != null && date != null && !date.startsWith(month)) {
                out.hit(Segment.ITSELF, "Month");
            }
        });
    }

    private static void late(Facts f, Out out, int lateDays, String timePoint, String segment, String tag) {
        int day = Facts.day(f.content(segment), tag);
        if (f.timePoint().equals(timePoint)
                && day > 0
                && f.reportDay() > 0
                && Facts.days(day, f.reportDay()) >= lateDays) {
            out.hit(segment, tag);
        }
    }

    private static void openedAfterBusiness(Facts f, Out out) {
        int opened = Facts.day(f.content(TERMS), "OpenDate");
        boolean after =
                Facts.after(opened, f.content(MONTHLY), "SettDate", "FiveCateAdjDate", "LatRpyDate", "CloseDate")
                        || Facts.after(opened, f.content(OTHER), "FiveCateAdjDate", "LatRpyDate", "CloseDate")
                        || Facts.after(opened, f.content(LARGE), "SpecEfctDate");
        for (Group one : Facts.groups(f.content(SPECIAL), "CagOfTrdInf")) {
            after |= Facts.after(opened, one, "TranDate");
        }
        if (after) {
            out.hit(TERMS, "OpenDate");
        }
    }

    private static void businessAfterClosing(Facts f, Out out) {
        int closed = Math.max(Facts.day(f.content(MONTHLY), "CloseDate"), Facts.day(f.content(OTHER), "CloseDate"));
        if (Facts.before(closed, f.content(LARGE), "SpecEfctDate")) {
            out.hit(LARGE, "SpecEfctDate");
        }
        int occurrence = 0;
        for (Group one : Facts.groups(f.content(SPECIAL), "CagOfTrdInf")) {
            occurrence++;
            if (Facts.before(closed, one, "TranDate")) {
                out.hit(SPECIAL, "TranDate", occurrence);
            }
        }
    }

    private static @Nullable String value(@Nullable Parts parts, String tag) {
        return parts == null ? null : parts.value(tag);
    }
}
