package org.creditconnector.rules;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.record.Severity;

/** The table {@code rules/rules.csv}: every rule of this module, one a row. Loaded once; a broken table stops the program. */
public final class RuleTable {
    private static final String RESOURCE = "/rules/rules.csv";
    private static final Map<String, Rule> RULES = load();

    private RuleTable() {}

    /**
     * The rule of an id.
     *
     * @throws IllegalArgumentException when the table has no such rule
     */
    public static Rule rule(String id) {
        Rule rule = RULES.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("no rule " + id + " in " + RESOURCE + ", known are " + RULES.keySet());
        }
        return rule;
    }

    /** All rules in the order of the table. */
    public static Collection<Rule> all() {
        return RULES.values();
    }

    /** The rules that read a field, by its path with or without indexes, in the order of the table. */
    public static List<Rule> reading(String path) {
        return RULES.values().stream().filter(rule -> rule.isReading(path)).toList();
    }

    private static Map<String, Rule> load() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        try (InputStream table = RuleTable.class.getResourceAsStream(RESOURCE)) {
            if (table == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            for (NamedCsvRecord row :
                    CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(table, StandardCharsets.UTF_8))) {
                Rule rule = new Rule(
                        row.getField("id"),
                        Severity.valueOf(row.getField("severity")),
                        row.getField("path"),
                        List.of(row.getField("reads").split(" ")),
                        row.getField("message"),
                        row.getField("what to do"),
                        row.getField("source"),
                        row.getField("since"),
                        RESOURCE.substring(1) + ":" + row.getStartingLineNumber());
                if (rules.put(rule.id(), rule) != null) {
                    throw new IllegalStateException(
                            RESOURCE + ":" + row.getStartingLineNumber() + " has the rule " + rule.id() + " twice");
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Collections.unmodifiableMap(rules);
    }
}
