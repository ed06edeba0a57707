package org.creditconnector.guess;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a sample that nobody can be known by: codes, flags, currencies and small counts stay, everything else is made up in the
 * form of the original. The same original gives the same stand-in in every query, so that rows still find each other.
 */
final class MadeUpRows {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final BigDecimal SMALL = BigDecimal.valueOf(1000);

    private final Map<String, Query> queries;
    private final AccountKey key;
    private final Set<String> kept;
    private final Set<String> dates;
    private final Set<String> texts;
    private final Map<String, String> standIns = new HashMap<>();

    MadeUpRows(Map<String, Query> queries, AccountKey key, List<Line> lines) {
        this.queries = queries;
        this.key = key;
        this.kept = columns(
                lines,
                line -> line.value().matches(".*\\| (codes|flag)\\b.*")
                        || line.path().equals("account.currency")
                        || line.path()
                                .matches(
                                        "instalments\\[\\]\\.number|account\\.(instalmentCount|frequencyEvery|graceDays|rate\\.annualRate)")
                        || line.path().matches("months\\[\\]\\.(month|stateOn)"));
        this.texts = columns(
                lines,
                line -> !line.value().contains(" | decimal") && !line.value().contains(" | date"));
        this.dates = columns(lines, line -> line.value().matches(".*\\| date\\b.*"));
    }

    private static Set<String> columns(List<Line> lines, java.util.function.Predicate<Line> test) {
        return lines.stream()
                .filter(test)
                .map(line -> line.value().replaceFirst(" .*", ""))
                .collect(Collectors.toSet());
    }

    SortedMap<String, String> files(List<SourceAccount> accounts, Map<String, RowShape> shapes) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("sample/sample.yaml", "lender: LENDER\nbusiness-date: 2024-12-31\n");
        files.put(
                "sample/README.md",
                "The rows have the form of real ones and are made up: names, numbers, days and amounts belong to nobody.\n"
                        + "Codes, flags and currencies are the lender's own.\n");
        for (String query : queries.keySet()) {
            RowShape shape = shapes.get(query);
            if (shape != null) {
                files.put("sample/" + query + ".csv", csv(query, shape, accounts));
            }
        }
        return files;
    }

    private String csv(String query, RowShape shape, List<SourceAccount> accounts) {
        StringBuilder csv = new StringBuilder();
        csv.append(shape.columns().stream()
                .map(column -> column + type(query, column, accounts, shape))
                .collect(Collectors.joining(",")));
        csv.append('\n');
        int row = 0;
        for (SourceAccount account : accounts) {
            List<SourceRow> rows = query.equals("accounts")
                    ? List.of(account.account())
                    : account.children().getOrDefault(query, List.of());
            for (SourceRow source : rows) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < shape.columns().size(); i++) {
                    String value = madeUp(query, shape.columns().get(i), source.value(i), row, i);
                    line.append(i == 0 ? "" : ",").append(quoted(value));
                }
                csv.append(line).append('\n');
                row++;
            }
        }
        return csv.toString();
    }

    private static String quoted(String value) {
        return value.matches("(?s).*[\",\\n\\r].*") ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }

    /** The word behind a column of a database that is no text. */
    private static String type(String query, String column, List<SourceAccount> accounts, RowShape shape) {
        int position = shape.position(column);
        for (SourceAccount account : accounts) {
            List<SourceRow> rows = query.equals("accounts")
                    ? List.of(account.account())
                    : account.children().getOrDefault(query, List.of());
            for (SourceRow row : rows) {
                Object value = row.value(position);
                if (value != null) {
                    return value instanceof BigDecimal || value instanceof Double || value instanceof Float
                            ? ":decimal"
                            : value instanceof Number
                                    ? ":integer"
                                    : value instanceof LocalDate
                                            ? ":date"
                                            : value instanceof java.time.LocalDateTime
                                                    ? ":timestamp"
                                                    : value instanceof Boolean ? ":boolean" : "";
                }
            }
        }
        return "";
    }

    private String madeUp(String query, String column, @Nullable Object value, int row, int place) {
        if (value == null) {
            return "";
        }
        String name = query.equals("accounts") ? column : query + "." + column;
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        if (kept.contains(name) || value instanceof Boolean || text.isBlank()) {
            return text;
        }
        if (column.equals(key.alias())) {
            return standIn("key", text);
        }
        Query.Column source =
                queries.get(query) == null ? null : queries.get(query).columns().get(column);
        Values values = source == null ? null : source.values();
        if (value instanceof LocalDate) {
            return day(row, place).toString();
        }
        if (value instanceof java.time.LocalDateTime) {
            return day(row, place) + "T00:00:00";
        }
        if (dates.contains(name)
                || values != null && values.date() != null && !values.date().bareDigits()) {
            return dateLike(text, values, row, place);
        }
        if (values != null && values.areResidentIdentities()) {
            String body = String.format(Locale.ROOT, "110101199001%02d%03d", 1 + row % 28, row % 1000);
            return standIns.computeIfAbsent(
                    "document " + text, original -> body + ResidentIdentityNumber.checkCharacter(body));
        }
        NumberForm form = values == null ? NumberForm.of(List.of(text)) : values.number();
        boolean identifiers = values != null && values.lookLikeIdentifiers();
        boolean typed = value instanceof Number;
        if (form != null && (typed || !identifiers && !texts.contains(name))) {
            return amount(text, row, place);
        }
        return standIn(shared(values, column), text);
    }

    /** Columns of equal names share their stand-ins. */
    private static String shared(@Nullable Values values, String column) {
        return values == null ? column : values.column().name().toLowerCase(Locale.ROOT);
    }

    private static LocalDate day(int row, int place) {
        return FIRST_DAY.plusDays((row * 7L + place) % 360);
    }

    private static String dateLike(String text, @Nullable Values values, int row, int place) {
        DateForm form = values == null ? null : values.date();
        String pattern = "yyyy-MM-dd";
        if (form != null && form.patterns().size() == 1) {
            pattern = form.patterns().get(0);
        } else if (form != null) {
            pattern = form.patterns().stream()
                    .filter(candidate -> DateForm.parse(text, candidate) != null)
                    .findFirst()
                    .orElse(pattern);
        }
        return day(row, place).atStartOfDay().format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }

    /** A number with the places of the original; zero and small counts stay what they are. */
    private static String amount(String text, int row, int place) {
        String digits = text.replaceAll("[^0-9.]", "");
        boolean places = text.matches(".*[.,][0-9]{1,6}$");
        if (digits.matches("[0.]*")) {
            return text;
        }
        long made = 100L * (row % 90 + 10) + place;
        if (!places) {
            try {
                BigDecimal number = new BigDecimal(digits);
                return number.compareTo(SMALL) < 0 ? Long.toString(1 + (row + place) % 9) : Long.toString(made);
            } catch (NumberFormatException none) {
                return Long.toString(made);
            }
        }
        int point = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
        String fraction = text.substring(point + 1).replaceAll("[0-9]", "0");
        boolean rate = digits.startsWith("0.") && digits.length() > 2;
        return rate ? "0." + fraction.replaceFirst("0$", "5") : made + text.substring(point, point + 1) + fraction;
    }

    /** A text in the shape of the original, the same for the same original. */
    private String standIn(String group, String original) {
        return standIns.computeIfAbsent(group + " " + original, unseen -> {
            int number = standIns.size() + 1;
            if (original.matches("[0-9]+")) {
                String digits = Integer.toString(number);
                return digits.length() >= original.length()
                        ? digits
                        : "9" + "0".repeat(original.length() - digits.length() - 1) + digits;
            }
            if (original.contains("@")) {
                return "person" + number + "@example.com";
            }
            if (original.matches("\\p{IsHan}{2,4}")) {
                return "某某" + number;
            }
            String letters = original.replaceAll("[^A-Za-z].*", "");
            boolean coded = original.matches("[A-Za-z]{1,6}[-_/ ]?[0-9]{2,}");
            return coded
                    ? letters.toUpperCase(Locale.ROOT) + "-" + String.format(Locale.ROOT, "%04d", number)
                    : "Example " + number;
        });
    }
}
