package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which names mean which field, by the role of a table; from {@code guess/fields.csv} and {@code guess/tables.csv}. */
final class FieldNames {
    static final double EXACT = 0.95;
    private static final double WITHOUT_NOISE = 0.85;
    private static final double PERHAPS = 0.6;
    private static final double PART = 0.5;
    private static final int SHORTEST_PART = 3;

    /** Words that say of whom a column speaks, not what it says. */
    private static final Set<String> NOISE =
            Set.of("loan", "account", "customer", "credit", "information", "instalment", "payment");

    /** Words that say nothing about which one is meant. */
    private static final Set<String> GENERIC = Set.of(
            "amount",
            "balance",
            "date",
            "number",
            "id",
            "code",
            "type",
            "status",
            "name",
            "class",
            "rate",
            "value",
            "limit",
            "term",
            "due",
            "paid",
            "fee",
            "period",
            "default",
            "reference",
            "address",
            "loan",
            "account",
            "customer");

    private static final List<String> HAN_PREFIXES = List.of("贷款", "借款", "客户", "借款人", "账户", "当前", "本期", "借据", "个人");

    /**
     * One field that names can mean.
     *
     * @param role role of the table
     * @param path path of the record, or a word of ours that begins with {@code @}
     * @param kind what its values must be
     * @param names names as phrases, without the mark of doubt
     * @param doubtful names that mean it only perhaps
     */
    record Field(TableRole role, String path, FieldKind kind, List<Words.Phrase> names, Set<Words.Phrase> doubtful) {}

    /**
     * A field that a name may mean.
     *
     * @param confidence 0 to 1
     * @param reason for a person
     */
    record Match(Field field, double confidence, String reason) {}

    private final Words words = new Words();
    private final List<Field> fields = new ArrayList<>();
    private final Map<TableRole, Set<Words.Phrase>> tables;

    FieldNames() {
        List<List<String>> rows = Resource.rows("fields.csv");
        rows.forEach(row -> List.of(row.get(3).split(";")).forEach(words::learn));
        for (List<String> row : rows) {
            List<Words.Phrase> names = new ArrayList<>();
            Set<Words.Phrase> doubtful = new HashSet<>();
            for (String name : row.get(3).split(";")) {
                Words.Phrase phrase = words.phrase(name.replace("?", ""));
                names.add(phrase);
                if (name.endsWith("?")) {
                    doubtful.add(phrase);
                }
            }
            fields.add(new Field(TableRole.of(row.get(0)), row.get(1), FieldKind.of(row.get(2)), names, doubtful));
        }
        tables = Resource.rows("tables.csv").stream()
                .collect(Collectors.toMap(
                        row -> TableRole.of(row.get(0)),
                        row -> List.of(row.get(1).split(";")).stream()
                                .map(words::phrase)
                                .collect(Collectors.toSet())));
    }

    /** The names of fields, in the language too that most of the names of a source are in. */
    static FieldNames of(List<SampledTable> tables) {
        List<String> names = new ArrayList<>();
        for (SampledTable table : tables) {
            names.add(table.name());
            if (!table.isNameless()) {
                table.columns().forEach(column -> names.add(column.name()));
            }
        }
        return hearing(names);
    }

    /** As above, of names. */
    static FieldNames hearing(List<String> names) {
        FieldNames known = new FieldNames();
        known.words.hear(names);
        return known;
    }

    Words.Phrase phrase(String name) {
        return words.phrase(name);
    }

    /** The name of a table without what all tables of a house begin with. */
    Words.Phrase tablePhrase(String name) {
        return words.tablePhrase(name.replaceFirst("^(?i)(m|t|tb|tbl|tab|ods|dwd|dim|fact)_", ""));
    }

    /** Whether a table's name says that it has a role. */
    boolean isNamed(TableRole role, String table) {
        Words.Phrase phrase = tablePhrase(table);
        Set<Words.Phrase> names = tables.getOrDefault(role, Set.of());
        return names.stream()
                .anyMatch(name ->
                        name.says(phrase) || name.text().equals(phrase.text().replace("表", "")));
    }

    /** The fields of a role that a column's name may mean, the surest first. */
    List<Match> matches(String name, TableRole role) {
        Words.Phrase phrase = AmountUnit.without(words.phrase(name));
        List<Match> found = new ArrayList<>();
        for (Field field : fields) {
            if (field.role() == role && !phrase.words().isEmpty()) {
                double best = 0;
                for (Words.Phrase known : field.names()) {
                    double fit = fit(phrase, known);
                    best = Math.max(best, field.doubtful().contains(known) ? Math.min(fit, PERHAPS) : fit);
                }
                if (best > 0) {
                    found.add(
                            new Match(field, best, best >= WITHOUT_NOISE ? "the name says so" : "the name may say so"));
                }
            }
        }
        found.sort((one, other) -> Double.compare(other.confidence(), one.confidence()));
        return found;
    }

    private static double fit(Words.Phrase name, Words.Phrase known) {
        if (name.says(known)) {
            return EXACT;
        }
        if (name.han() != known.han()) {
            return 0;
        }
        return name.han() ? fitHan(name.text(), known.text()) : fitWords(name, known.words());
    }

    private static double fitHan(String name, String known) {
        for (String prefix : HAN_PREFIXES) {
            if (name.equals(prefix + known) || known.equals(prefix + name)) {
                return WITHOUT_NOISE;
            }
        }
        return known.length() >= SHORTEST_PART && name.contains(known)
                ? PART + 0.1 * known.length() / name.length()
                : 0;
    }

    private static double fitWords(Words.Phrase phrase, List<String> known) {
        List<String> name = phrase.words();
        Words.Phrase bare = new Words.Phrase(without(name), "", false, phrase.translated());
        if (bare.words().size() > 1 && bare.says(new Words.Phrase(without(known), "", false, false))) {
            return WITHOUT_NOISE;
        }
        boolean telling = known.size() > 1 || !GENERIC.contains(known.get(0));
        boolean all =
                telling && name.containsAll(known) && String.join("", known).length() > SHORTEST_PART;
        return all ? PART + 0.1 * known.size() / name.size() : 0;
    }

    private static List<String> without(List<String> words) {
        return words.stream().filter(word -> !NOISE.contains(word)).toList();
    }
}
