package org.creditconnector.mapping;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.masking.DataClass;
import org.creditconnector.masking.MaskLevel;
import org.creditconnector.masking.Masking;
import org.creditconnector.record.Severity;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Keys are shown in lists, logs and file names, so that none of them may be what identifies a person. Before any row is read the
 * lines say whether a column feeds both; at night a key that has the form of a resident identity number of a grown-up holds its
 * account, unless the mapping lists the column under {@code own-keys}.
 */
final class SubjectKeys {
    /** Keys of what a registry keeps a subject of; movements have numbers of their own that begin with a day. */
    private static final Set<String> CHECKED = Set.of(
            "accountKey",
            "partyKey",
            "agreementKey",
            "holderKeys",
            "collateralKey",
            "giverPartyKey",
            "counterpartyKey");

    /** Nobody younger is a party to a loan; it keeps apart account numbers that begin with a branch and a day. */
    private static final int YOUNGEST = 16;

    private static final int LENGTH = 18;
    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;
    private static final Pattern PART = Pattern.compile("[0-9A-Za-z]+");

    private SubjectKeys() {}

    /** Whether values of a field are checked: its path, with {@code []} for elements. */
    static boolean isChecked(String path) {
        return CHECKED.contains(last(path));
    }

    private static boolean isKey(String path) {
        String name = last(path);
        return name.endsWith("Key") || name.equals("holderKeys");
    }

    private static String last(String path) {
        String bare = path.endsWith("[]") ? path.substring(0, path.length() - 2) : path;
        return bare.substring(bare.lastIndexOf('.') + 1);
    }

    /** Whether a key, or what stands between its marks, is an identity number of a person who may owe money on a day. */
    static boolean isIdentity(String key, LocalDate day) {
        LocalDate from = identityFrom(key);
        return from != null && !from.isAfter(day);
    }

    /** The first day on which a key has the form of an identity number of a person who may owe money; null where it never has. */
    private static @Nullable LocalDate identityFrom(String key) {
        if (key.length() < LENGTH) {
            return null;
        }
        LocalDate from = null;
        Matcher parts = PART.matcher(key);
        while (parts.find()) {
            String part = parts.group();
            LocalDate birth = part.length() == LENGTH
                    ? ResidentIdentityNumber.birthDate(part).orElse(null)
                    : null;
            if (birth != null && (from == null || birth.plusYears(YOUNGEST).isBefore(from))) {
                from = birth.plusYears(YOUNGEST);
            }
        }
        return from;
    }

    /** An identity number as a list may show it, so that the lender finds the row: area and last four characters. */
    static String masked(String key) {
        return key.substring(0, SHOWN_FIRST)
                + "*".repeat(Math.max(0, key.length() - SHOWN_FIRST - SHOWN_LAST))
                + key.substring(key.length() - SHOWN_LAST);
    }

    /** Refuses identity numbers on their way into a key. */
    static Cell.Step refusing(Cell.Step before) {
        return (value, scope) -> {
            Object key = before.apply(value, scope);
            if (!(key instanceof String text)) {
                return key;
            }
            LocalDate from = identityFrom(text);
            if (from == null || from.isAfter(scope.asOf)) {
                scope.changesOn(from);
                return key;
            }
            scope.hideRangeKey();
            scope.note(
                    MappingRule.MAP_KEY_IDENTITY,
                    Severity.ERROR,
                    Masking.mask(DataClass.SENSITIVE, text, MaskLevel.EVERYONE),
                    "the key is an identity number by its birth date and check character, and keys are shown in lists; give the"
                            + " lender's own number, or list the column under own-keys if that is what it is");
            return Cell.BAD;
        };
    }

    /**
     * Notes a column that feeds both a key and what identifies a person.
     *
     * @param lineage which columns go into which fields
     */
    static void check(MappingFile file, MappingLineage lineage) {
        Set<String> told = new HashSet<>();
        for (MappingLineage.Edge key : lineage.edges()) {
            if (key.use() == MappingLineage.Use.VALUE && isKey(key.path())) {
                MappingLineage.Edge person = person(file, lineage, key.query(), key.column());
                YamlValue place = key.path().equals("report.accountKey")
                        ? file.accountKey()
                        : file.fields().named().get(key.target());
                if (person != null && place != null && told.add(key.target())) {
                    place.problem(
                            MappingRule.MAP_KEY_PERSON.id(),
                            "the column " + key.name() + " is also " + person.target() + " (line "
                                    + person.place().substring(person.place().lastIndexOf(':') + 1)
                                    + "), which identifies a person, and keys are shown in lists and logs; give the lender's"
                                    + " own number of the " + subject(key.path()) + remedy(key.path()));
                }
            }
        }
        YamlValue rangeKey = file.rangeKeyPlace();
        for (String query : file.queryPlaces().keySet()) {
            MappingLineage.Edge person =
                    person(file, lineage, query, file.rangeKey().column());
            if (person != null && rangeKey != null && told.isEmpty()) {
                rangeKey.problem(
                        MappingRule.MAP_KEY_PERSON.id(),
                        "the column " + person.name() + " is also " + person.target()
                                + ", which identifies a person, and range keys are shown in lists and logs; give the lender's own"
                                + " number of the account");
                return;
            }
        }
    }

    private static String subject(String path) {
        return switch (last(path)) {
            case "accountKey" -> "account";
            case "partyKey", "giverPartyKey", "counterpartyKey", "holderKeys" -> "customer";
            default -> last(path).replace("Key", "");
        };
    }

    /** Where the lender has no number of its customers, a party of one account can be named after it. */
    private static String remedy(String path) {
        return path.equals("parties[].partyKey")
                ? ", or where it has none the account's number with | prefix WORD- before it"
                : "";
    }

    private static MappingLineage.@Nullable Edge person(
            MappingFile file, MappingLineage lineage, String query, String column) {
        for (MappingLineage.Edge edge : lineage.edges()) {
            if (edge.use() == MappingLineage.Use.VALUE
                    && edge.query().equals(query)
                    && edge.column().equals(column)
                    && identifies(edge.path())
                    && !isOrganisation(file, edge.target())) {
                return edge;
            }
        }
        return null;
    }

    /** What secures an account is a thing: the register's number of it is the key that a lender has, and names nobody. */
    private static boolean identifies(String path) {
        RecordFields.RecordField field = RecordFields.at(path);
        return field != null
                && field.leaf()
                && field.dataClass() == DataClass.SENSITIVE
                && !path.startsWith("collateral[]");
    }

    /** Whether a line belongs to a party that is an organisation in every row: its register number is no secret. */
    private static boolean isOrganisation(MappingFile file, String target) {
        int end = target.startsWith("parties[") ? target.indexOf(']') : -1;
        YamlValue kind = end < 0 ? null : file.fields().named().get(target.substring(0, end + 1) + ".kind");
        return kind != null && kind.raw().matches("=\\s*ORGANISATION\\s*");
    }

    /** Reads {@code own-keys}: columns, by query and name, whose values are the lender's own whatever they look like. */
    static Set<String> own(MappingFile file, MappingLineage lineage) {
        Set<String> own = new HashSet<>();
        Set<String> keys = new java.util.TreeSet<>();
        for (MappingLineage.Edge edge : lineage.edges()) {
            if (edge.use() == MappingLineage.Use.VALUE && isChecked(edge.path())) {
                keys.add(edge.name());
            }
        }
        for (YamlValue value : file.ownKeys()) {
            String text = value.text();
            if (text == null) {
                continue;
            }
            String name = text.startsWith(SourceMapping.ACCOUNTS + ".")
                    ? text.substring(SourceMapping.ACCOUNTS.length() + 1)
                    : text;
            if (!keys.contains(name)) {
                value.problem(
                        MappingRule.MAP_HEADER.id(),
                        "no line takes the column \"" + text + "\" as a key"
                                + Suggestions.hint(name, List.copyOf(keys)));
            }
            own.add(name);
        }
        return own;
    }
}
