package org.creditconnector.guess;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the first line of a file names the columns or is a row already. */
public final class HeaderLine {
    private static final int LONGEST_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ .()/%（）\\-#:]*");

    private HeaderLine() {}

    /**
     * Decides.
     *
     * @param lines the first lines of the file, taken apart; at least one
     */
    public static boolean isNames(List<List<String>> lines) {
        List<String> first = lines.get(0);
        Set<String> seen = new HashSet<>();
        int known = 0;
        int namelike = 0;
        int values = 0;
        FieldNames names = FieldNames.hearing(first);
        for (int i = 0; i < first.size(); i++) {
            String cell = first.get(i).replace("\uFEFF", "").strip();
            boolean last = i == first.size() - 1 && first.size() > 1;
            if (cell.isEmpty() && last) {
                continue;
            }
            if (cell.isEmpty() || !seen.add(cell.toLowerCase(Locale.ROOT)) || cell.length() > LONGEST_NAME) {
                return false;
            }
            known += isKnown(cell, names) ? 1 : 0;
            namelike += NAME.matcher(cell).matches() ? 1 : 0;
            values += isValue(cell) ? 1 : 0;
        }
        if (values > 0) {
            // A table of months may have months as names; then the other columns are known by name.
            return known >= 2 && values < first.size() - 1;
        }
        if (known * 3 >= first.size() || namelike < first.size()) {
            return known > 0;
        }
        return known >= 2 || !looksLikeRow(first, lines.subList(1, lines.size()));
    }

    /** Numbers, dates, identifiers of persons: nobody calls a column so. */
    private static boolean isValue(String cell) {
        return NumberForm.of(List.of(cell)) != null
                || DateForm.of(List.of(cell)) != null
                || cell.matches("[A-Za-z]{0,4}[-_]?[0-9]{3,}.*")
                || cell.contains("@");
    }

    private static boolean isKnown(String cell, FieldNames names) {
        for (TableRole role : TableRole.values()) {
            List<FieldNames.Match> matches = names.matches(cell, role);
            if (!matches.isEmpty() && matches.get(0).confidence() >= Fitting.SURE) {
                return true;
            }
        }
        return cell.equalsIgnoreCase("id");
    }

    /** Whether the cells are shaped like those below them, or stand there again. */
    private static boolean looksLikeRow(List<String> first, List<List<String>> others) {
        int alike = 0;
        int told = 0;
        for (int i = 0; i < first.size(); i++) {
            int column = i;
            List<String> below = others.stream()
                    .filter(line -> column < line.size() && !line.get(column).isBlank())
                    .map(line -> line.get(column))
                    .toList();
            if (below.isEmpty()) {
                continue;
            }
            told++;
            String cell = first.get(i).strip();
            long same =
                    below.stream().filter(value -> value.strip().equals(cell)).count();
            long shaped = below.stream()
                    .filter(value -> shape(value).equals(shape(cell)))
                    .count();
            alike += same > 0 || shaped * 2 > below.size() ? 1 : 0;
        }
        return told > 0 && alike * 2 > told;
    }

    private static String shape(String value) {
        return value.strip()
                .replaceAll("\\p{IsHan}+", "汉")
                .replaceAll("[\\p{Lu}]+", "A")
                .replaceAll("[\\p{Ll}]+", "a")
                .replaceAll("[0-9]", "9");
    }
}
