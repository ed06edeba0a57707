package org.creditconnector.guess;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of the account's row, with the tables joined to it, while its lines are put together. */
abstract class RowLines {
    final Expressions expressions;
    final Query query;
    final List<Line> lines;
    final AccountKey key;

    /** What fills each path. */
    final Map<String, Fitting.Fit> fits;

    /** From which table. */
    final Map<String, String> tables;

    /** Columns that lines read, as alias of table and name. */
    final Set<String> mapped;

    RowLines(Expressions expressions, Query query, List<Line> lines, AccountKey key) {
        this.expressions = expressions;
        this.query = query;
        this.lines = lines;
        this.key = key;
        this.fits = new LinkedHashMap<>();
        this.tables = new LinkedHashMap<>();
        this.mapped = new HashSet<>();
    }

    /** Further lines of the same row. */
    RowLines(RowLines row) {
        this.expressions = row.expressions;
        this.query = row.query;
        this.lines = row.lines;
        this.key = row.key;
        this.fits = row.fits;
        this.tables = row.tables;
        this.mapped = row.mapped;
    }

    static Map<String, Fitting.Fit> only(Map<String, Fitting.Fit> fits, String section) {
        Map<String, Fitting.Fit> some = new LinkedHashMap<>();
        fits.forEach((column, fit) -> {
            if (fit.path().startsWith(section)) {
                some.put(column, fit);
            }
        });
        return some;
    }

    /** Takes the fits of a joined table over; what is known of a path stays. */
    void collect(String table, Map<String, Fitting.Fit> found, Map<String, Double> telephones) {
        for (Fitting.Fit fit : found.values()) {
            String path = fit.path();
            if (path.equals("parties[].contact.telephones[]")) {
                String name = telephones.isEmpty() ? "" : "t" + (telephones.size() + 1);
                telephones.put(name, fit.confidence());
                path = "parties[].contact.telephones[" + name + "]";
            }
            if (!fits.containsKey(path)) {
                fits.put(path, fit);
                tables.put(path, table);
            }
        }
        if (telephones.size() > 1) {
            Fitting.Fit first = fits.remove("parties[].contact.telephones[]");
            if (first != null) {
                fits.put("parties[].contact.telephones[t1]", first);
                tables.put("parties[].contact.telephones[t1]", table("parties[].contact.telephones[]"));
            }
        }
    }
    /** Adds the line of a fit under a path, once; whether it did. */
    boolean column(String from, String path) {
        Fitting.Fit fit = fits.get(from);
        if (fit == null || lines.stream().anyMatch(line -> line.path().equals(path))) {
            return false;
        }
        Fitting.Fit there = new Fitting.Fit(fit.values(), path, fit.kind(), fit.confidence(), fit.reason());
        lines.add(expressions.line(there, query, table(from), ""));
        used(from, fit);
        return true;
    }

    /** Adds a column to the query without a line of its own. */
    String alias(String path, Fitting.Fit fit) {
        used(path, fit);
        return query.add(table(path), fit.values(), query.sql(table(path), fit.values()));
    }

    String table(String path) {
        return tables.getOrDefault(path, "a");
    }

    void used(String path, Fitting.Fit fit) {
        mapped.add(table(path) + "." + fit.values().column().name());
    }

    void put(Line line) {
        lines.add(line);
    }
}
