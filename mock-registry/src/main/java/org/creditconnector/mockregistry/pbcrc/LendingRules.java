package org.creditconnector.mockregistry.pbcrc;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules across the fields of a personal lending account (section 7.4), for reports and for segments that a correction brings. */
final class LendingRules {
    private static final Map<String, Set<String>> METHODS = Map.of(
            "D1", Set.of("11", "12", "13", "14", "15", "19", "21", "22", "23", "29", "90"),
            "R4", Set.of("11", "12", "13", "14", "15", "19", "21", "22", "23", "29"),
            "R1", Set.of("31", "32", "33", "39", "90"));
    private static final int FRESH_DAYS = 30;

    private final Tables tables;
    private final Entry entry;
    private final Refusals found;
    private final String type;
    private final String point;
    private final Tagged c;
    private final Tagged h;
    private final Tagged j;

    private LendingRules(Tables tables, Entry entry, Refusals found) {
        this.tables = tables;
        this.entry = entry;
        this.found = found;
        this.type = entry.text("AcctType");
        this.point = entry.text("RptDateCode");
        this.c = entry.segment("C");
        this.h = entry.segment("H");
        this.j = entry.segment("J");
    }

    static void check(Tables tables, Entry entry, Refusals found) {
        var rules = new LendingRules(tables, entry, found);
        rules.terms();
        rules.dates();
        rules.month();
        rules.badDebt();
        rules.monthFigures();
        rules.closing();
        rules.other();
        rules.instalments();
        RepayerRules.lending(entry, "D", found);
    }

    static boolean closed(String type, String status) {
        return switch (type) {
            case "D1", "R1", "R4" -> status.equals("3");
            case "R2", "R3" -> status.equals("4");
            case "C1" -> status.equals("2");
            default -> false;
        };
    }

    private static boolean bad(String type, String status) {
        return (type.equals("R2") || type.equals("R3") ? Set.of("51", "52") : Set.of("41", "42")).contains(status);
    }

    private void terms() {
        if (!entry.has("C")) {
            return;
        }
        String mode = c.value("RepayMode");
        String kind = c.value("BusiDtlLines");
        String line = c.value("BusiLines");
        found.when(mode.equals("90") && !c.value("RepayFreqcy").equals("03"), "BLE028", "RepayFreqcy");
        found.when(
                mode.startsWith("2") && Set.of("D1", "R4").contains(type) && c.number("RepayPrd") > 0,
                "BLE038",
                "RepayPrd");
        Set<String> methods = METHODS.get(type);
        found.when(methods != null && !mode.isEmpty() && !methods.contains(mode), "BLE029", "RepayMode");
        found.when(
                (type.equals("C1") && !Set.of("5", "6").contains(line))
                        || (Set.of("R2", "R3").contains(type) && !line.equals("2")),
                "BLE035",
                "BusiLines");
        found.when(!kind.isEmpty() && !tables.belongs("loan-kind", line, kind), "BLE036", "BusiDtlLines");
        String card = c.value("CreditID");
        found.when(!card.isEmpty() && !card.matches("[0-9]{4}|NULL|MULT"), "BLE031", "CreditID");
        for (String tag : List.of("LoanConCode", "FirstHouLoanFlag")) {
            found.when(kind.equals("11") != c.has(tag), "BLE050", tag);
        }
        found.when(Refusals.after(c.date("OpenDate"), c.date("DueDate")), "BLE009", "DueDate");
    }

    private void dates() {
        LocalDate opened = c.date("OpenDate");
        LocalDate reported = Tagged.day(entry.text("RptDate"));
        found.when(point.equals("10") && late(opened, reported), "BLE008", "OpenDate");
        for (Tagged one : List.of(h, j)) {
            LocalDate closed = one.date("CloseDate");
            found.when(point.equals("20") && late(closed, reported), "BLE010", "CloseDate");
            for (String tag : List.of("SettDate", "FiveCateAdjDate", "LatRpyDate", "CloseDate")) {
                found.when(Refusals.after(opened, one.date(tag)), "BLE005", "OpenDate");
            }
            for (Tagged special : entry.groups("K")) {
                found.when(Refusals.after(special.date("TranDate"), closed), "BLE006", "TranDate");
            }
            found.when(Refusals.after(entry.segment("I").date("SpecEfctDate"), closed), "BLE006", "SpecEfctDate");
        }
        for (Tagged special : entry.groups("K")) {
            found.when(Refusals.after(opened, special.date("TranDate")), "BLE005", "OpenDate");
        }
    }

    private static boolean late(@Nullable LocalDate from, @Nullable LocalDate to) {
        return from != null && to != null && ChronoUnit.DAYS.between(from, to) >= FRESH_DAYS;
    }

    private void month() {
        if (!entry.has("H")) {
            return;
        }
        LocalDate reported = Tagged.day(entry.text("RptDate"));
        LocalDate first = Tagged.day(h.value("Month") + "-01");
        LocalDate settled = h.date("SettDate");
        if (first != null && reported != null) {
            long apart = ChronoUnit.MONTHS.between(YearMonth.from(first), YearMonth.from(reported));
            found.when(Math.abs(apart) > 1, "BLE039", "Month");
        }
        found.when(
                first != null && settled != null && !YearMonth.from(first).equals(YearMonth.from(settled)),
                "BLE012",
                "SettDate");
    }

    private void badDebt() {
        for (Tagged one : List.of(h, j)) {
            found.when(bad(type, one.value("AcctStatus")) && one.number("TotOverd") == 0, "BLE013", "TotOverd");
        }
    }

    private void monthFigures() {
        if (!entry.has("H")) {
            return;
        }
        String status = h.value("AcctStatus");
        String symbol = h.value("RpyStatus");
        boolean card = Set.of("R2", "R3").contains(type);
        if (card && status.equals("6")) {
            nothing("BLE014", "AcctBal", "OverdPrd", "TotOverd");
            found.when(!symbol.equals("*"), "BLE014", "RpyStatus");
        }
        if (symbol.equals("*")) {
            nothing("BLE015", "CurRpyAmt", "OverdPrd", "TotOverd", "PridAcctBal");
            found.when(type.equals("R2") && !h.value("RpyPrct").isEmpty(), "BLE002", "RpyPrct");
            found.when(type.equals("R3") && h.number("AcctBal") > 0, "BLE023", "AcctBal");
        }
        if (symbol.equals("N") || symbol.equals("M")) {
            nothing("BLE017", "OverdPrd", "TotOverd");
        }
        if (symbol.matches("[1-7]")) {
            found.when(h.number("OverdPrd") == 0, "BLE019", "OverdPrd");
            found.when(h.number("TotOverd") == 0, "BLE019", "TotOverd");
            found.when(type.equals("R3") && h.number("AcctBal") == 0, "BLE025", "AcctBal");
        }
        found.when(exceeds(h, "OverdPrinc", "TotOverd"), "BLE020", "OverdPrinc");
        found.when(exceeds(h, "OvedrawBaOve180", "AcctBal"), "BLE022", "OvedrawBaOve180");
    }

    private void nothing(String code, String... tags) {
        for (String tag : tags) {
            found.when(h.number(tag) > 0, code, tag);
        }
    }

    private static boolean exceeds(Tagged segment, String less, String more) {
        return segment.number(less) != Tagged.NONE
                && segment.number(more) != Tagged.NONE
                && segment.number(less) > segment.number(more);
    }

    private void closing() {
        if (entry.has("H")) {
            boolean closed = closed(type, h.value("AcctStatus"));
            LocalDate on = h.date("CloseDate");
            if (closed) {
                found.when(h.value("CloseDate").isEmpty(), "BLE001", "CloseDate");
                nothing("BLE004", "OverdPrd", "TotOverd", "OverdPrinc");
                nothing("BLE026", "AcctBal");
                found.when(!Set.of("C", "G").contains(h.value("RpyStatus")), "BLE030", "RpyStatus");
            }
            for (String tag : List.of("SettDate", "LatRpyDate", "FiveCateAdjDate")) {
                found.when(Refusals.after(h.date(tag), on), "BLE011", "CloseDate");
            }
            found.when(Set.of("20", "32").contains(point) && !closed, "BLE037", "AcctStatus");
        }
    }

    private void other() {
        if (!entry.has("J")) {
            return;
        }
        boolean collection = type.equals("C1");
        boolean closed = closed(type, j.value("AcctStatus"));
        found.when(collection && closed && j.value("CloseDate").isEmpty(), "BLE043", "CloseDate");
        found.when(collection && closed && j.number("AcctBal") > 0, "BLE027", "AcctBal");
        found.when(collection && point.equals("20") && !closed, "BLE037", "AcctStatus");
        found.when(!collection && closed, "BLE016", "AcctStatus");
        found.when(!collection && !j.value("RpyStatus").equals("N"), "BLE034", "RpyStatus");
        if (j.value("RpyStatus").equals("N")) {
            found.when(j.number("OverdPrd") > 0, "BLE018", "OverdPrd");
            found.when(j.number("TotOverd") > 0, "BLE018", "TotOverd");
        }
        found.when(!collection && !j.value("LatRpyDate").equals(entry.text("RptDate")), "BLE040", "LatRpyDate");
        for (String tag : List.of("LatRpyDate", "FiveCateAdjDate")) {
            found.when(Refusals.after(j.date(tag), j.date("CloseDate")), "BLE042", "CloseDate");
        }
    }

    private void instalments() {
        Tagged i = entry.segment("I");
        found.when(Refusals.after(i.date("SpecEfctDate"), i.date("SpecEndDate")), "BLE007", "SpecEndDate");
        found.when(entry.segment("K").number("CagOfTrdNm") == 0, "BLE046", "CagOfTrdNm");
    }
}
