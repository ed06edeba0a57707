package org.creditconnector.guess;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the dates of a text column are written.
 *
 * @param patterns the patterns that the step {@code date} takes, most frequent first; several where the column mixes them
 * @param twin a pattern that all values fit as well, with day and month the other way round; null where there is none
 * @param empty values that stand for no date, such as {@code 0000-00-00}
 * @param others how many values are neither
 */
record DateForm(List<String> patterns, @Nullable String twin, Set<String> empty, int others) {
    private static final String UTC = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static final List<String> PATTERNS = List.of(
            "yyyy-MM-dd",
            "yyyy/MM/dd",
            "yyyy.MM.dd",
            "yyyyMMdd",
            "yyyy-M-d",
            "yyyy/M/d",
            "yyyy.M.d",
            "yyyy年MM月dd日",
            "yyyy年M月d日",
            "dd.MM.yyyy",
            "d.M.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "dd-MMM-yyyy",
            "d-MMM-yyyy",
            "dd MMM yyyy",
            "d MMM yyyy",
            "ddMMMyyyy",
            "dd.MM.yy",
            "dd/MM/yy",
            "MM/dd/yy",
            "dd-MM-yy",
            "yy-MM-dd",
            "yy/MM/dd",
            "dd-MMM-yy",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyy/MM/dd HH:mm:ss",
            "yyyy/MM/dd HH:mm",
            "yyyy-MM-dd'T'HH:mm:ss",
            UTC,
            "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
            "yyyyMMddHHmmss",
            "dd.MM.yyyy HH:mm:ss",
            "dd/MM/yyyy HH:mm:ss",
            "dd/MM/yyyy HH:mm",
            "MM/dd/yyyy HH:mm",
            "ddMMyyyy",
            "MMddyyyy",
            "yyMMdd",
            "ddMMyy");
    private static final Map<String, String> TWINS = Map.ofEntries(
            Map.entry("dd/MM/yyyy", "MM/dd/yyyy"),
            Map.entry("d/M/yyyy", "M/d/yyyy"),
            Map.entry("dd-MM-yyyy", "MM-dd-yyyy"),
            Map.entry("dd/MM/yy", "MM/dd/yy"),
            Map.entry("dd.MM.yy", "yy.MM.dd"),
            Map.entry("dd-MM-yy", "yy-MM-dd"),
            Map.entry("dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm"),
            Map.entry("ddMMyyyy", "MMddyyyy"),
            Map.entry("yyMMdd", "ddMMyy"));
    private static final Pattern NO_DATE = Pattern.compile(
            "0+|0{4}[-/.]0{1,2}[-/.]0{1,2}.*|0{1,2}[-/.]0{1,2}[-/.]0{2,4}|-+|[Nn][Uu][Ll][Ll]|\\\\N|[Nn]/?[Aa]|无");
    private static final Pattern OPEN_END = Pattern.compile("9999[-/.]?12[-/.]?31.*|31[-/.]?12[-/.]?9999.*");
    private static final Pattern YEARS = Pattern.compile("y+");
    private static final int EARLIEST = 1900;
    private static final int LATEST = 2100;
    private static final double NEARLY_ALL = 0.95;
    private static final Map<String, DateTimeFormatter> FORMATS = formats();
    /** What a text must look like to be worth parsing: a failed parse costs a thousand times as much. */
    private static final Map<String, Pattern> SHAPES = shapes();

    /** Whether times are those of Greenwich, whose day need not be the lender's. */
    boolean isUtc() {
        return patterns.stream().anyMatch(pattern -> pattern.endsWith("'Z'"));
    }

    private static Map<String, DateTimeFormatter> formats() {
        Map<String, DateTimeFormatter> formats = new LinkedHashMap<>();
        Set<String> all = new LinkedHashSet<>(PATTERNS);
        all.addAll(TWINS.values());
        for (String pattern : all) {
            Matcher years = YEARS.matcher(pattern);
            if (years.find()) {
                DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
                if (years.start() > 0) {
                    builder.appendPattern(pattern.substring(0, years.start()));
                }
                if (years.group().length() == 2) {
                    builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1950);
                } else {
                    builder.appendValue(ChronoField.YEAR, 4);
                }
                if (years.end() < pattern.length()) {
                    builder.appendPattern(pattern.substring(years.end()));
                }
                formats.put(pattern, builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT));
            }
        }
        return formats;
    }

    private static Map<String, Pattern> shapes() {
        Map<String, Pattern> shapes = new LinkedHashMap<>();
        for (String pattern : FORMATS.keySet()) {
            String shape = pattern.replace("'", "").replace(".", "\\.");
            shape = shape.replace("MMM", "[A-Za-z]{3}")
                    .replace("yyyy", "[0-9]{4}")
                    .replace("SSS", "[0-9]{3}")
                    .replaceAll("yy|MM|dd|HH|mm|ss", "[0-9]{2}")
                    .replaceAll("(?<![A-Za-z\\[-])[Md](?![A-Za-z])", "[0-9]{1,2}");
            shapes.put(pattern, Pattern.compile(shape));
        }
        return shapes;
    }

    /** The form of nearly all values; null where they are no dates. */
    static @Nullable DateForm of(List<String> values) {
        Set<String> empty = new TreeSet<>();
        List<String> days = new ArrayList<>();
        for (String value : values) {
            if (NO_DATE.matcher(value).matches() || OPEN_END.matcher(value).matches()) {
                empty.add(value);
            } else {
                days.add(value);
            }
        }
        if (days.isEmpty()) {
            return null;
        }
        for (String pattern : PATTERNS) {
            long fit =
                    days.stream().filter(value -> parse(value, pattern) != null).count();
            if (fit == days.size()) {
                return new DateForm(List.of(pattern), twin(days, pattern), empty, 0);
            }
        }
        return mixed(days, empty);
    }

    private static @Nullable String twin(List<String> days, String pattern) {
        String twin = TWINS.get(pattern);
        return twin != null && days.stream().allMatch(value -> parse(value, twin) != null) ? twin : null;
    }

    private static @Nullable DateForm mixed(List<String> days, Set<String> empty) {
        List<String> left = new ArrayList<>(days);
        List<String> patterns = new ArrayList<>();
        String twin = null;
        while (!left.isEmpty() && patterns.size() < 4) {
            String best = null;
            long most = 0;
            for (String pattern : PATTERNS) {
                long fit = left.stream()
                        .filter(value -> parse(value, pattern) != null)
                        .count();
                if (fit > most) {
                    best = pattern;
                    most = fit;
                }
            }
            if (best == null || most * 50 < days.size()) {
                break;
            }
            String chosen = best;
            List<String> fitting =
                    left.stream().filter(value -> parse(value, chosen) != null).toList();
            twin = twin == null ? twin(fitting, chosen) : twin;
            patterns.add(chosen);
            left.removeAll(fitting);
        }
        return left.size() > (1 - NEARLY_ALL) * days.size() ? null : new DateForm(patterns, twin, empty, left.size());
    }

    static @Nullable LocalDate parse(String value, String pattern) {
        DateTimeFormatter format = FORMATS.get(pattern);
        Pattern shape = SHAPES.get(pattern);
        if (format == null || shape == null || !shape.matcher(value).matches()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value, format);
            return day.getYear() < EARLIEST || day.getYear() > LATEST ? null : day;
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** The day of a value; null where it is none. */
    @Nullable LocalDate day(String value) {
        for (String pattern : patterns) {
            LocalDate day = parse(value, pattern);
            if (day != null) {
                return day;
            }
        }
        return null;
    }

    /** The same dates read the other way round, where another column of the table is certainly written so. */
    DateForm like(Set<String> certain) {
        return twin != null && patterns.size() == 1 && !certain.contains(patterns.get(0)) && certain.contains(twin)
                ? new DateForm(List.of(twin), patterns.get(0), empty, others)
                : this;
    }

    /** Whether it needs somebody to say what is meant. */
    boolean doubtful() {
        return twin != null || patterns.stream().anyMatch(DateForm::isShortYear);
    }

    private static boolean isShortYear(String pattern) {
        return pattern.contains("yy") && !pattern.contains("yyyy");
    }

    /** Digits only, so that numbers could be meant as well. */
    boolean bareDigits() {
        return patterns.stream().allMatch(pattern -> pattern.matches("[yMdHms]+"));
    }

    /** The step with its words, of a column that one pattern fits. */
    String step() {
        String pattern = patterns.get(0);
        return patterns.size() > 1
                ? "date yyyy-MM-dd"
                : "date " + pattern + (isShortYear(pattern) ? " pivot 1950" : "");
    }

    /** The expression that leaves out what is no date and writes mixed forms alike. */
    String sql(String column) {
        String bare = column;
        for (String none : empty) {
            bare = "nullif(" + bare + ", '" + none.replace("'", "''") + "')";
        }
        if (patterns.size() == 1) {
            return bare;
        }
        StringBuilder cases = new StringBuilder("case");
        for (String pattern : patterns) {
            if (pattern.equals("yyyy-MM-dd")) {
                continue;
            }
            cases.append(" when ")
                    .append(bare)
                    .append(" like '")
                    .append(like(pattern))
                    .append("' then ");
            cases.append(part(bare, pattern, "yyyy")).append(" || '-' || ");
            cases.append(part(bare, pattern, "MM")).append(" || '-' || ").append(part(bare, pattern, "dd"));
        }
        return cases.append(" else ").append(bare).append(" end").toString();
    }

    /** Whether text functions alone can write the mixed forms alike. */
    boolean canBeUnified() {
        return patterns.size() == 1
                || patterns.stream().map(DateForm::like).distinct().count() == patterns.size()
                        && patterns.stream()
                                .allMatch(pattern -> pattern.contains("yyyy")
                                        && pattern.contains("MM")
                                        && !pattern.contains("MMM")
                                        && pattern.contains("dd"));
    }

    private static String like(String pattern) {
        return pattern.replace("'", "").replaceAll("[yMdHms]", "_");
    }

    private static String part(String column, String pattern, String part) {
        return "substr(" + column + ", " + (pattern.replace("'", "").indexOf(part) + 1) + ", " + part.length() + ")";
    }
}
