package org.creditconnector.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with aligned columns, figures to the right. No lines and no colours, so that it can be cut and sorted. */
final class TextTable {
    private static final String GAP = "  ";
    private final List<List<String>> rows = new ArrayList<>();

    /** @param header column names */
    TextTable(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row; null is an empty cell. */
    TextTable row(@Nullable Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "" : cell.toString());
        }
        rows.add(row);
        return this;
    }

    /** Whether there is nothing below the header. */
    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** The table, each line begun with the indent. */
    String text(String indent) {
        int columns = rows.get(0).size();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                String padding = " ".repeat(width(column) - columnsOf(cell));
                line.append(isFigures(column) ? padding + cell : cell + padding).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> columnsOf(row.get(column))).max().orElse(0);
    }

    private boolean isFigures(int column) {
        List<String> cells = rows.stream()
                .skip(1)
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .toList();
        return !cells.isEmpty() && cells.stream().allMatch(cell -> cell.matches("-|-?[0-9.,]+ ?%?"));
    }

    /** Columns on a terminal: Chinese characters take two. */
    private static int columnsOf(String cell) {
        return cell.codePoints()
                .map(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN
                                || point >= 0xFF00 && point <= 0xFF60
                        ? 2
                        : 1)
                .sum();
    }
}
