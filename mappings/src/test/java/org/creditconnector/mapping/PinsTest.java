package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.SchemaNormalization;
import org.creditconnector.digest.Sha256;
import org.creditconnector.record.CreditRecord;
import org.junit.jupiter.api.Test;

/** Lines, queries, code tables and the record's schema are pinned by digest, and the version of every record is made of them. */
class PinsTest {
    private final SortedMap<String, String> files = new TreeMap<>(ReadmeFolder.files());

    @Test
    void theSchemaIsPinnedAsReadersOfTheBytesSeeIt() {
        assertThat(load().pins())
                .containsEntry("schema", Sha256.hex(SchemaNormalization.toParsingForm(CreditRecord.getClassSchema())))
                .containsOnlyKeys(
                        "mapping",
                        "schema",
                        "codes/status",
                        "queries/accounts",
                        "queries/instalments",
                        "queries/payments");
    }

    @Test
    void theVersionOfEveryRecordHoldsTheSchemaToo() {
        SourceMapping mapping = load();

        assertThat(mapping.version())
                .isEqualTo(Sha256.hex(
                        mapping.folder().version() + "\n" + mapping.pins().get("schema")))
                .isNotEqualTo(mapping.folder().version());
        MappingSamples.Rows rows = MappingSamples.rows(mapping);
        BoundMapping bound = mapping.bind(rows.shapes());
        CreditRecord record = bound.map(rows.accounts().get(0), rows.run()).record();
        assertThat(record.getLineage().getMappingVersion()).isEqualTo(mapping.version());
    }

    @Test
    void aChangedCodeTableIsOnePinAndAnotherVersion() {
        SourceMapping before = load();
        files.merge("codes/status.csv", "W,CLOSED,,,\n", String::concat);
        SourceMapping after = load();

        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(changed(before, after)).containsExactly("codes/status");
    }

    @Test
    void aChangedSampleIsNone() {
        SourceMapping before = load();
        files.merge("sample/accounts.csv", "\n", String::concat);

        assertThat(load().version()).isEqualTo(before.version());
        assertThat(load().pins()).isEqualTo(before.pins());
    }

    private static java.util.List<String> changed(SourceMapping before, SourceMapping after) {
        Map<String, String> pins = before.pins();
        return after.pins().entrySet().stream()
                .filter(pin -> !pin.getValue().equals(pins.get(pin.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private SourceMapping load() {
        return SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, files));
    }
}
