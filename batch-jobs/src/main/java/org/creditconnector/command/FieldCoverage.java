package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.mapping.FieldFill;
import org.creditconnector.mapping.FieldFill.State;
import org.creditconnector.mapping.FieldFills;
import org.creditconnector.night.Lender;
import org.creditconnector.registry.RegistryField;
import org.jspecify.annotations.Nullable;

/** Which fields of a registry's records a source fills, and which required ones it lacks. */
final class FieldCoverage {
    private FieldCoverage() {}

    /**
     * A field and where a source has it from.
     *
     * @param state worst of what it is made from
     * @param how the line of the mapping, the reason of its absence, or what of ours gives it
     */
    record Covered(RegistryField field, State state, String how) {
        boolean lacks() {
            return state.compareTo(State.DEFAULTED) > 0 && field.required();
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
                sources.put(
                        source,
                        fields.stream().map(field -> covered(field, fills)).toList());
            }
        }
        return sources;
    }

    private static Covered covered(RegistryField field, FieldFills fills) {
        Covered worst = null;
        for (String from : field.from()) {
            Covered one = covered(field, fills, from);
            if (worst == null || one.state().compareTo(worst.state()) > 0) {
                worst = one;
            }
        }
        return Objects.requireNonNull(worst, "a field that is made from nothing has no row");
    }

    private static Covered covered(RegistryField field, FieldFills fills, String from) {
        return switch (from) {
            case RegistryField.CALENDAR -> new Covered(field, State.DERIVED, "the date of the report");
            case RegistryField.SETTING -> new Covered(field, State.FILLED, "settings of the target");
            case RegistryField.FIXED -> new Covered(field, State.DEFAULTED, "always the same: no fact is known for it");
            default -> {
                FieldFill fill = fills.of(from);
                yield new Covered(field, fill.state(), from + ": " + fill.how());
            }
        };
    }

    /**
     * The coverage for people: a line for each kind of record, and one for each field that is lacking.
     *
     * @param all whether every field has its line
     */
    static String text(Map<String, List<Covered>> sources, boolean all) {
        StringBuilder text = new StringBuilder();
        sources.forEach((source, fields) -> {
            TextTable counts =
                    new TextTable("record", "fields", "filled", "derived", "defaulted", "missing", "lacking");
            TextTable rows = new TextTable("record", "segment", "field", "must be", "state", "meaning", "from");
            Map<String, List<Covered>> records = fields.stream()
                    .collect(Collectors.groupingBy(
                            one -> one.field().record(), TreeMap::new, Collectors.toCollection(ArrayList::new)));
            records.forEach((record, ofRecord) -> counts.row(
                    record,
                    ofRecord.size(),
                    count(ofRecord, State.FILLED),
                    count(ofRecord, State.DERIVED),
                    count(ofRecord, State.DEFAULTED),
                    count(ofRecord, State.MISSING),
                    ofRecord.stream().filter(Covered::lacks).count()));
            fields.stream()
                    .filter(one -> all || one.lacks())
                    .forEach(one -> rows.row(
                            one.field().record(),
                            one.field().segment(),
                            one.field().name(),
                            one.field().requirement(),
                            one.lacks() ? "LACKING" : one.state().name().toLowerCase(Locale.ROOT),
                            one.field().meaning(),
                            one.how()));
            text.append("\nfields of ").append(source).append('\n').append(counts.text("  "));
            if (!rows.isEmpty()) {
                text.append('\n').append(rows.text("  "));
            }
        });
        return text.toString();
    }

    private static long count(List<Covered> fields, State state) {
        return fields.stream().filter(one -> one.state() == state).count();
    }
}
