package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.mapping.DefaultsTaken;
import org.creditconnector.mapping.FieldFill;
import org.creditconnector.mapping.FieldFill.State;
import org.creditconnector.mapping.FieldFills;
import org.creditconnector.mapping.FillRates;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.RecordFields.RecordField;
import org.creditconnector.night.Lender;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/** Which fields of a registry's records, or of the credit record itself, a source fills, and which required ones it lacks. */
final class FieldCoverage {
    /** What {@code target check} and {@code mapping coverage} call the credit record, beside the kinds of record of registries. */
    static final String RECORD = "credit record";

    /** Requirement of a field of the credit record whose absence is a fact. */
    static final String IF_ANY = "if any";

    private FieldCoverage() {}

    /**
     * A field and where a source has it from.
     *
     * @param state worst of what it is made from
     * @param how the line of the mapping, the reason of its absence, or what of ours gives it
     * @param place file and line that say so; empty where no mapping does
     * @param groups groups of rows that do not fill it, where others do
     * @param rate how often it has a value; null where no rows were looked at
     * @param taken how often that is a default; null where no rows were looked at
     */
    record Covered(
            RegistryField field,
            State state,
            String how,
            String place,
            List<String> groups,
            FillRates.@Nullable Rate rate,
            DefaultsTaken.@Nullable Taken taken) {
        boolean lacks() {
            return field.required() && isAbsent();
        }

        boolean isAbsent() {
            return state.compareTo(State.DEFAULTED) > 0;
        }

        String from() {
            return (place.isEmpty() ? how : how + "  " + place)
                    + (state != State.FILLED_ELSE_DEFAULT || taken == null || taken.places() == 0
                            ? ""
                            : "; the default in " + taken.defaults() + " of " + taken.places())
                    + (groups.isEmpty() ? "" : "; not for " + String.join(", ", groups));
        }

        String share() {
            return rate == null || rate.places() == 0 || isAbsent() ? "" : rate.filled() * 100L / rate.places() + " %";
        }

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("record", field.record());
            json.put("segment", field.segment());
            json.put("field", field.name());
            json.put("requirement", field.requirement());
            json.put("state", state.name());
            json.put("from", field.from());
            json.put("how", how);
            json.put("place", place);
            json.put("groupsWithout", groups);
            json.put("filled", rate == null ? null : rate.filled());
            json.put("places", rate == null ? null : rate.places());
            json.put("defaultsTaken", taken == null ? null : taken.defaults());
            json.put("defaultsOf", taken == null ? null : taken.places());
            return json;
        }
    }

    /** The fields for each source of the target; none where the profile has no table of fields. */
    static Map<String, List<Covered>> of(ConnectorConfig config, TargetConfig target) {
        List<RegistryField> fields = Targets.profile(target).fields();
        Map<String, List<Covered>> sources = new LinkedHashMap<>();
        if (!fields.isEmpty()) {
            for (String source : config.sourcesOf(target)) {
                FieldFills fills = Lender.mapping(
                                config,
                                Objects.requireNonNull(config.sources().get(source))
                                        .mapping())
                        .fills();
                sources.put(source, of(fields, fills, null, null));
            }
        }
        return sources;
    }

    /** The fields as a mapping fills them. */
    static List<Covered> of(List<RegistryField> fields, FieldFills fills) {
        return of(fields, fills, null, null);
    }

    /**
     * The fields as a mapping fills them, and how often it does.
     *
     * @param rates null where no rows were looked at, as {@code taken}
     */
    static List<Covered> of(
            List<RegistryField> fields, FieldFills fills, @Nullable FillRates rates, @Nullable DefaultsTaken taken) {
        return fields.stream().map(field -> covered(field, fills, rates, taken)).toList();
    }

    /** The fields of the credit record: required is what the schema demands where the section around it is mapped. */
    static List<RegistryField> ofRecord(FieldFills fills) {
        List<RegistryField> fields = new ArrayList<>();
        for (RecordField leaf : RecordFields.leaves()) {
            if (leaf.path().startsWith("lineage.") || leaf.path().startsWith("missing[]")) {
                continue;
            }
            boolean required = leaf.required() && isAround(leaf.path(), fills);
            int dot = leaf.path().lastIndexOf('.');
            fields.add(new RegistryField(
                    RECORD,
                    leaf.path().substring(0, Math.max(0, dot)),
                    leaf.path().substring(dot + 1),
                    firstSentence(leaf.doc()),
                    required ? "required" : leaf.absentMeansNone() ? IF_ANY : "optional",
                    required,
                    List.of(leaf.path()),
                    ""));
        }
        return fields;
    }

    private static boolean isAround(String path, FieldFills fills) {
        String section = path;
        for (int dot = section.lastIndexOf('.'); dot > 0; dot = section.lastIndexOf('.')) {
            section = section.substring(0, dot);
            RecordField around = RecordFields.at(section);
            boolean always = around != null && around.required();
            if (!always && !fills.isFillingBelow(section)) {
                return false;
            }
        }
        return true;
    }

    private static String firstSentence(String doc) {
        int end = doc.indexOf(". ");
        return (end < 0 ? doc : doc.substring(0, end)).replaceAll("\\s+", " ").strip();
    }

    /**
     * The fields of a registry that somebody names.
     *
     * @param name a configured target or a kind of registry
     * @param field RECORD.FIELD or FIELD; null for all
     * @return none where a registry receives the credit record itself, so that its fields are the record's
     */
    static List<RegistryField> fields(
            Action action, @Nullable ConnectorConfig config, String name, @Nullable String field) {
        Registries shipped = Registries.shipped();
        TargetConfig target = config == null ? null : config.targets().get(name);
        if (target == null && !shipped.codes().contains(name)) {
            List<String> known = new ArrayList<>(
                    config == null ? List.of() : config.targets().keySet());
            known.addAll(shipped.codes());
            throw action.usage(
                    "there is no target and no kind of registry \"" + name + "\"" + Suggestions.hint(name, known));
        }
        List<RegistryField> all = target == null
                ? shipped.profile(name).fields()
                : Targets.profile(target).fields();
        if (field == null) {
            return all;
        }
        List<RegistryField> found = all.stream()
                .filter(one ->
                        field.equalsIgnoreCase(one.record() + "." + one.name()) || field.equalsIgnoreCase(one.name()))
                .toList();
        if (found.isEmpty()) {
            throw action.usage(name + " has no field \"" + field + "\""
                    + Suggestions.hint(
                            field,
                            all.stream()
                                    .map(one -> one.record() + "." + one.name())
                                    .distinct()
                                    .toList()));
        }
        return found;
    }

    private static Covered covered(
            RegistryField field, FieldFills fills, @Nullable FillRates rates, @Nullable DefaultsTaken taken) {
        Covered worst = null;
        for (String from : field.from()) {
            Covered one = covered(field, fills, rates, taken, from);
            if (worst == null || one.state().compareTo(worst.state()) > 0) {
                worst = one;
            }
        }
        return Objects.requireNonNull(worst, "a field that is made from nothing has no row");
    }

    private static Covered covered(
            RegistryField field,
            FieldFills fills,
            @Nullable FillRates rates,
            @Nullable DefaultsTaken taken,
            String from) {
        return switch (from) {
            case RegistryField.CALENDAR -> ours(field, State.DERIVED, "the date of the report", "");
            case RegistryField.SETTING -> ours(field, State.FILLED, "settings of the target", "");
            case RegistryField.FIXED ->
                ours(field, State.DEFAULTED, "by the profile: no fact is known for it", field.place());
            default -> {
                FieldFill fill = fills.of(from);
                yield new Covered(
                        field,
                        fill.state(),
                        field.record().equals(RECORD) ? fill.how() : from + ": " + fill.how(),
                        fill.place(),
                        fills.groupsWithout(from),
                        rates == null ? null : rates.of(from),
                        taken == null ? null : taken.of(from));
            }
        };
    }

    private static Covered ours(RegistryField field, State state, String how, String place) {
        return new Covered(field, state, how, place, List.of(), null, null);
    }

    /**
     * The coverage for people: a line for each kind of record, and one for each field that is lacking.
     *
     * @param all whether every field has its line
     */
    static String text(Map<String, List<Covered>> sources, boolean all) {
        StringBuilder text = new StringBuilder();
        sources.forEach((source, fields) -> text.append("\nfields of ")
                .append(source)
                .append('\n')
                .append(FieldCoverageRows.counts(fields))
                .append(FieldCoverageRows.below(
                        fields.stream().filter(one -> all || one.lacks()).toList())));
        return text.toString();
    }
}
