package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.mapping.FieldFills;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.RecordFields.RecordField;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryField;

/**
 * What the page about a mapping tells of the registries: their fields and what each is made from. A registry without a table of fields
 * receives the credit record itself, so that its fields are the record's.
 */
final class PageRegistries {
    private static final String RECEIVES_RECORD =
            "Each item is the credit record itself, as it stands here, without lineage;"
                    + " missing[] says why a figure is not there.";

    private final FieldFills fills;
    private final Map<String, List<RegistryField>> fields = new LinkedHashMap<>();
    /** Links to fields of registries by the path that they are made from. */
    private final Map<String, List<Map<String, Object>>> links = new LinkedHashMap<>();

    PageRegistries(FieldFills fills) {
        this.fills = fills;
        Registries shipped = Registries.shipped();
        for (String code : shipped.codes()) {
            List<RegistryField> own = shipped.profile(code).fields();
            fields.put(code, own.isEmpty() ? FieldCoverage.ofRecord(fills) : own);
            fields.get(code).forEach(field -> index(code, field));
        }
    }

    private void index(String code, RegistryField field) {
        String shown = isRecords(field) ? code : field.record() + "." + field.name();
        Map<String, Object> link = MappingPage.link(anchor(code, field), shown);
        for (String from : field.from()) {
            List<Map<String, Object>> all = links.computeIfAbsent(from, key -> new ArrayList<>());
            if (!all.contains(link)) {
                all.add(link);
            }
        }
    }

    private static boolean isRecords(RegistryField field) {
        return field.record().equals(FieldCoverage.RECORD);
    }

    private static String anchor(String code, RegistryField field) {
        String name = isRecords(field) ? field.from().get(0) : field.record() + "." + field.name();
        return MappingPage.id("registry", code + "." + name);
    }

    /** Links to the fields of registries that a field of the record goes into. */
    List<Map<String, Object>> linksOf(String path) {
        return links.getOrDefault(path, List.of());
    }

    /** A section for each registry. */
    List<Map<String, Object>> sections() {
        List<Map<String, Object>> all = new ArrayList<>();
        fields.forEach((code, own) -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            Set<String> anchors = new LinkedHashSet<>();
            for (FieldCoverage.Covered one : FieldCoverage.of(own, fills)) {
                String anchor = anchor(code, one.field());
                rows.add(row(one, anchors.add(anchor) ? List.of(anchor) : List.of()));
            }
            all.add(Map.of(
                    "code",
                    code,
                    "id",
                    MappingPage.id("registry", code),
                    "receives",
                    isRecords(own.get(0)) ? List.of(RECEIVES_RECORD) : List.of(),
                    "fields",
                    rows));
        });
        return all;
    }

    private static Map<String, Object> row(FieldCoverage.Covered one, List<String> anchor) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("anchor", anchor);
        row.put("record", one.field().record());
        row.put("segment", one.field().segment());
        row.put("name", one.field().name());
        row.put("meaning", one.field().meaning());
        row.put("requirement", one.field().requirement());
        row.put("state", one.lacks() ? "lacking" : FieldCoverageRows.words(one.state()));
        row.put("stateClass", one.lacks() ? "lacking" : MappingPage.styled(one.state()));
        row.put("from", one.field().from().stream().map(PageRegistries::origin).toList());
        row.put("how", one.isAbsent() ? one.how() : "");
        return row;
    }

    private static Map<String, Object> origin(String from) {
        RecordField field = RecordFields.at(from);
        return field == null
                ? Map.of("text", from, "link", List.of())
                : Map.of("text", "", "link", List.of(MappingPage.link(MappingPage.sectionOrField(from), from)));
    }
}
