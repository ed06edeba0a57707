package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.mockregistry.pbcrc.Tables.Point;

/** Which segments a time point asks for and which it forbids (section 5, and 7.5 and 7.6 for guarantee accounts). */
final class TimePointRules {
    private static final Map<String, String> MUST = Map.ofEntries(
            Map.entry("210 10", "BLR000"),
            Map.entry("210 31", "BLR002"),
            Map.entry("210 30", "BLR006"),
            Map.entry("210 40", "BLR008"),
            Map.entry("210 20", "BLR010"),
            Map.entry("210 32", "BLR012"),
            Map.entry("410 10", "CLR000"),
            Map.entry("410 20", "CLR002"),
            Map.entry("410 31", "CLR004"),
            Map.entry("410 32", "CLR006"),
            Map.entry("410 33", "CLR008"),
            Map.entry("410 41", "CLR010"),
            Map.entry("410 42", "CLR012"),
            Map.entry("410 49", "CLR014"));
    private static final Set<String> FIRST_REPORT = Set.of("10", "31");

    private TimePointRules() {}

    static void check(Tables tables, Entry entry, Refusals found) {
        String must = MUST.get(entry.group() + " " + entry.text("RptDateCode"));
        if (must == null || !entry.reports()) {
            return;
        }
        String mustNot = must.substring(0, 3) + after(must.substring(3));
        match(tables, entry, entry.text("RptDateCode"), entry.segment("C"), must, mustNot, found);
        if (FIRST_REPORT.contains(entry.text("RptDateCode"))) {
            String mode = entry.segment("C").value("GuarMode");
            if (entry.group().equals("210")) {
                found.when(Set.of("3", "5").contains(mode) && !entry.has("D"), "BLR014", entry.tag("D"));
            } else if (entry.text("RptDateCode").equals("10")) {
                found.when(mode.equals("1") && !entry.has("D"), "CLR016", entry.tag("D"));
                found.when(Set.of("2", "3").contains(mode) && !entry.has("E"), "CLR017", entry.tag("E"));
            }
        }
    }

    private static String after(String three) {
        return String.format(java.util.Locale.ROOT, "%03d", Integer.parseInt(three) + 1);
    }

    /**
     * Matches the segments of a report with what a point asks.
     *
     * @param terms the account's terms, as reported or as on file; nothing is asked of what only terms can tell when there are none
     */
    static void match(
            Tables tables, Entry entry, String code, Tagged terms, String must, String mustNot, Refusals found) {
        List<Point> asked = variants(entry.group(), entry.text("AcctType"), terms).stream()
                .flatMap(variant -> {
                    Point point = tables.point(entry.group(), code, variant);
                    return point == null ? java.util.stream.Stream.empty() : java.util.stream.Stream.of(point);
                })
                .toList();
        if (asked.isEmpty()) {
            found.when(tables.hasPoint(entry.group(), code), must, "RptDateCode");
            return;
        }
        for (String letter : List.of("C", "D", "E", "F", "G", "H", "I", "J", "K")) {
            boolean there = entry.has(letter);
            found.when(
                    !there && asked.stream().allMatch(point -> point.must().contains(letter)), must, entry.tag(letter));
            found.when(
                    there && asked.stream().allMatch(point -> point.mustNot().contains(letter)),
                    mustNot,
                    entry.tag(letter));
        }
    }

    private static List<String> variants(String group, String type, Tagged terms) {
        boolean unknown = terms.inside().isEmpty();
        if (type.equals("D1")) {
            String flag = terms.value("Flag");
            return unknown || flag.isEmpty() ? List.of("D1/0", "D1/1") : List.of(flag.equals("0") ? "D1/0" : "D1/1");
        }
        if (type.equals("R2") && group.equals("210")) {
            return unknown
                    ? List.of("R2/0", "R2/1")
                    : List.of(terms.value("BusiDtlLines").equals("82") ? "R2/1" : "R2/0");
        }
        return List.of(type);
    }
}
