package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.record.Finding;
import org.creditconnector.source.SourceAccount;

/**
 * What a code table loses and what of it the sample shows. Nothing of it is a mistake: two codes of a lender may well mean one thing
 * here; a table of which that must not be true stands under {@code one-to-one}.
 *
 * @param table name of the table
 * @param rows how many rows it has
 * @param together codes that mean the same at the same time, by what they mean; where each code has a meaning of its own, none
 * @param unseen codes by line of the table's file of which the sample has no row; none where there is no sample
 */
public record CodeReport(String table, int rows, Map<String, List<String>> together, Map<Long, String> unseen) {
    /**
     * The tables of a mapping.
     *
     * @param tables one for each table, in the order of the mapping
     * @param uncovered codes of the sample that their table does not know, a sentence each
     * @param sampled whether there is a sample that fits the lines
     */
    public record Tables(List<CodeReport> tables, List<String> uncovered, boolean sampled) {}

    /**
     * Looks at the tables and at the sample, if there is one.
     *
     * @param withSample whether the sample is known to fit the lines
     */
    public static Tables of(SourceMapping mapping, boolean withSample) {
        Set<String> used = new HashSet<>();
        List<String> uncovered = withSample ? seen(mapping, used) : List.of();
        List<CodeReport> reports = new ArrayList<>();
        mapping.file().codes().forEach((name, table) -> {
            Map<Long, String> unseen = new LinkedHashMap<>();
            for (CodeTable.Row row : table.rows()) {
                String place = table.file() + ":" + row.line();
                if (withSample && !used.contains(place)) {
                    unseen.put(row.line(), row.code());
                }
            }
            reports.add(new CodeReport(name, table.rows().size(), together(table), unseen));
        });
        return new Tables(reports, uncovered, withSample);
    }

    /** Codes of a table that mean the same at the same time, by what they mean. */
    static Map<String, List<String>> together(CodeTable table) {
        Map<String, List<String>> together = new LinkedHashMap<>();
        for (CodeTable.Row row : table.rows()) {
            for (CodeTable.Row other : table.rows()) {
                if (isSame(row, other)) {
                    List<String> codes = together.computeIfAbsent(row.canonical(), key -> new ArrayList<>());
                    if (!codes.contains(row.code())) {
                        codes.add(row.code());
                    }
                }
            }
        }
        return together;
    }

    private static boolean isSame(CodeTable.Row row, CodeTable.Row other) {
        return !row.code().equals(other.code())
                && row.canonical().equals(other.canonical())
                && !OpenQuestions.isMarked(row.canonical())
                && row.overlaps(other);
    }

    /** The first row of a table that means what an earlier one of another code means at the same time, as a problem. */
    static void demandOneToOne(CodeTable table, org.creditconnector.yaml.Problems problems) {
        List<CodeTable.Row> rows = table.rows();
        for (CodeTable.Row row : rows) {
            for (CodeTable.Row earlier : rows) {
                if (earlier.line() < row.line() && isSame(row, earlier)) {
                    problems.add(
                            MappingRule.MAP_CODES_MANY.id(),
                            table.file(),
                            (int) row.line(),
                            row.canonicalColumn(),
                            "",
                            "the codes \"" + earlier.code() + "\" in line " + earlier.line() + " and \"" + row.code()
                                    + "\" both mean " + row.canonical()
                                    + ", and the table stands under one-to-one; give one of them another meaning, or take the"
                                    + " table off that list");
                    break;
                }
            }
        }
    }

    private static List<String> seen(SourceMapping mapping, Set<String> used) {
        MappingSamples.Rows rows = MappingSamples.rows(mapping);
        TracedMapping traced = mapping.trace(rows.shapes());
        List<String> uncovered = new ArrayList<>();
        for (SourceAccount account : rows.accounts()) {
            ExplainedAccount told = traced.explain(account, rows.run());
            for (LineTrace line : told.lines()) {
                for (LineTrace.Stage stage : line.stages()) {
                    LineTrace.CodeRow row = stage.codeRow();
                    if (row != null) {
                        used.add(row.place());
                    }
                }
            }
            for (Finding finding : told.account().findings()) {
                if (finding.getRuleId().equals(MappingRule.MAP_CODE_UNMAPPED.id())) {
                    uncovered.add("sample/" + finding.getPosition() + " " + finding.getPath() + ": "
                            + finding.getMaskedValue() + " has no row");
                }
            }
        }
        return uncovered;
    }
}
