package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.masking.DataClass;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the values of one column so that nobody can be known by them, read from the lines that the column goes into: codes,
 * flags, rates and counts stay, days move by whole years, amounts are multiplied, everything else is replaced.
 */
final class ColumnDisguise {
    /** Longest code that stays although no table knows it. */
    private static final int LONGEST_CODE = 6;

    private static final Pattern CODED =
            Pattern.compile("\\S+ *\\|(?: *(?:trim|upper) *\\|)* *(codes|flag|is) +([^|]+).*");
    private static final Pattern DATED = Pattern.compile("\\S+ *\\|.*\\bdate *([^|]*?) *(?:\\|.*)?");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final Pattern MANY_DIGITS = Pattern.compile(".*([0-9].*){4}", Pattern.DOTALL);

    private final StandIns standIns;
    private final int years;
    private final int factor;

    private boolean key;
    private boolean month;
    private boolean birth;
    private boolean money;
    private boolean open;
    private boolean delicate;
    private boolean used;
    private final Set<String> codes = new HashSet<>();
    private boolean coded;
    private final List<DateTimeFormatter> patterns = new ArrayList<>();

    private ColumnDisguise(StandIns standIns, int years, int factor) {
        this.standIns = standIns;
        this.years = years;
        this.factor = factor;
    }

    /**
     * Reads what the lines say of a column.
     *
     * @param years by how many years days move
     * @param factor what amounts are multiplied by
     */
    static ColumnDisguise of(
            MappingFile file,
            MappingLineage lineage,
            String query,
            String column,
            StandIns standIns,
            int years,
            int factor) {
        ColumnDisguise disguise = new ColumnDisguise(standIns, years, factor);
        disguise.key = column.equals(file.rangeKey().column());
        for (MappingLineage.Edge edge : lineage.edges()) {
            if (edge.query().equals(query) && edge.column().equals(column)) {
                disguise.read(edge, file);
            }
        }
        return disguise;
    }

    private void read(MappingLineage.Edge edge, MappingFile file) {
        used = true;
        String name = edge.path().substring(edge.path().lastIndexOf('.') + 1);
        boolean first = edge.line().split("[ |]", 2)[0].equalsIgnoreCase(edge.name());
        Matcher code = CODED.matcher(edge.line());
        if (first && code.matches()) {
            coded = true;
            CodeTable table = code.group(1).equals("codes")
                    ? file.codes().get(code.group(2).strip())
                    : null;
            if (table == null) {
                codes.addAll(List.of(code.group(2).strip().split(" +")));
            } else {
                table.rows().forEach(row -> codes.add(row.code()));
            }
            return;
        }
        Matcher asked = Pattern.compile("only-if +" + Pattern.quote(edge.name()) + " +([^|]+)")
                .matcher(edge.line());
        if (asked.find()) {
            coded = true;
            codes.addAll(List.of(asked.group(1).strip().split(" +")));
            return;
        }
        if (edge.use() == MappingLineage.Use.MATCH) {
            key = true;
        }
        RecordFields.RecordField field = RecordFields.at(edge.path());
        if (edge.use() != MappingLineage.Use.VALUE || field == null) {
            return;
        }
        key |= name.endsWith("Key") || name.equals("holderKeys[]");
        birth |= name.equals("birthDate");
        month |= name.equals("month");
        Matcher dated = DATED.matcher(edge.line());
        if (first && dated.matches() && !dated.group(1).isEmpty()) {
            DateTimeFormatter format =
                    DateSteps.format(dated.group(1).replace("\"", "")).format();
            if (format != null) {
                patterns.add(format);
            }
        }
        money |= field.type().equals("decimal(24,6)");
        boolean text = field.type().equals("text");
        delicate |= text && field.dataClass().compareTo(DataClass.PERSONAL) >= 0;
        open |= !text || field.dataClass().compareTo(DataClass.PERSONAL) < 0;
    }

    /** A value as the sample may hold it; empty where there is none. */
    String disguised(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof LocalDate day) {
            return moved(day).toString();
        }
        if (value instanceof LocalDateTime time) {
            return time.plusYears(years)
                    .withHour(0)
                    .withMinute(0)
                    .withSecond(0)
                    .withNano(0)
                    .toString();
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        if (value instanceof Boolean || text.isBlank()) {
            return text;
        }
        if (coded && (codes.contains(text.strip()) || text.length() <= LONGEST_CODE)) {
            return text;
        }
        for (DateTimeFormatter pattern : patterns) {
            LocalDate day = DateSteps.parse(text, pattern);
            if (day != null) {
                return moved(day).format(pattern);
            }
        }
        if (!patterns.isEmpty()) {
            return broken(text);
        }
        if (key) {
            return standIns.key(text);
        }
        if (month && MONTH.matcher(text).matches()) {
            return YearMonth.parse(text).plusYears(years).toString();
        }
        if (money) {
            BigDecimal amount = value instanceof BigDecimal number ? number : Numbers.parse(text.strip());
            return amount == null
                    ? broken(text)
                    : amount.multiply(BigDecimal.valueOf(factor)).toPlainString();
        }
        if (value instanceof Number) {
            return used && open && !delicate ? text : number(text);
        }
        boolean stays = used
                && open
                && !delicate
                && !coded
                && !MANY_DIGITS.matcher(text).matches();
        return stays ? text : standIns.text(text);
    }

    private LocalDate moved(LocalDate day) {
        return birth ? standIns.birth(day) : day.plusYears(years);
    }

    /** A number that no line reads as one: perhaps an identity number. */
    private String number(String text) {
        return text.contains(".") || text.startsWith("-")
                ? new BigDecimal(text).multiply(BigDecimal.valueOf(factor)).toPlainString()
                : standIns.key(text);
    }

    /** What a step cannot read stays so, without its digits; a date of zeros is one. */
    private static String broken(String text) {
        return text.replaceAll("[1-9]", "9").replaceAll("\\p{L}", "x");
    }
}
