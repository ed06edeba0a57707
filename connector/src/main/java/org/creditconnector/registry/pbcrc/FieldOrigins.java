package org.creditconnector.registry.pbcrc;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.registry.pbcrc.message.FieldLayout;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.RecordLayout;

/** What the profile makes each tag from: {@code origins.csv}, which belongs to the program and not to the data pack. */
final class FieldOrigins {
    private static final String FILE = "registries/" + PbcrcProfile.CODE + "/origins.csv";

    private FieldOrigins() {}

    /** The fields of all records that have origins, in the order of the pack; those that are never told are left out. */
    static List<RegistryField> of(MessagePack pack, String template) {
        Map<String, Origin> origins = origins();
        List<RegistryField> fields = new ArrayList<>();
        for (RecordLayout layout : pack.records()) {
            if (!layout.template().isEmpty() && !layout.template().equals(template)) {
                continue;
            }
            for (RecordLayout.FieldPlace place : layout.fields()) {
                FieldLayout field = place.field();
                Origin origin = origins.get(layout.type() + " " + field.tag());
                if (origin != null) {
                    fields.add(new RegistryField(
                            layout.type(),
                            place.segment(),
                            field.tag(),
                            field.meaning(),
                            field.requirement(),
                            field.isRequired(),
                            origin.from(),
                            origin.place()));
                }
            }
        }
        return fields;
    }

    /** Paths by record type and tag, joined by a space. */
    static Map<String, List<String>> read() {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        origins().forEach((tag, origin) -> paths.put(tag, origin.from()));
        return paths;
    }

    private record Origin(List<String> from, String place) {}

    private static Map<String, Origin> origins() {
        Map<String, Origin> origins = new LinkedHashMap<>();
        try (InputStream in = FieldOrigins.class.getResourceAsStream("/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + ": missing, expected what each tag is made from");
            }
            try (CsvReader<NamedCsvRecord> rows =
                    CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (NamedCsvRecord row : rows) {
                    origins.put(
                            row.getField("record") + " " + row.getField("tag"),
                            new Origin(
                                    List.of(row.getField("from").split(" ")),
                                    FILE + ":" + row.getStartingLineNumber()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": cannot be read", e);
        }
        return origins;
    }
}
