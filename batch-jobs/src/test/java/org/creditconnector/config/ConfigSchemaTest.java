package org.creditconnector.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.creditconnector.night.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {
    private static final Path EXAMPLE = Path.of("../docs/credit-connector.example.yaml");
    private static final Path PUBLISHED = Path.of("../docs/credit-connector.schema.json");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Json.write(ConfigSchema.document()));

    @Test
    void theExampleIsValid() throws IOException {
        assertThat(errors(Files.readString(EXAMPLE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lender: {code: L1, name: x}",
                "lender: {code: L1, name: x, time-zone: UTC, zone: UTC}",
                "lender: {code: L1, name: x, time-zone: UTC}\nstore: {url: 'jdbc:h2:x', password: hunter2}",
                "lender: {code: L1, name: x, time-zone: UTC}\nsources: {A: {mapping: m}}",
                "lender: {code: L1, name: x, time-zone: UTC}\ntargets: {a: {profile: p, url: 'http://x', feedback-wait: soon}}",
                "lender: {code: L1, name: x, time-zone: UTC}\nnotify: {webhook: {url: 'http://x', on: [allways]}}"
            })
    void whatTheReaderRefusesTheSchemaRefusesToo(String yaml) {
        assertThat(errors(yaml)).isNotEmpty();
    }

    @Test
    void theExampleShowsEveryKeyOfTheDefinition() throws IOException {
        Set<String> defined = new TreeSet<>();
        define("", ConfigKeys.TOP, defined);
        Set<String> written = new TreeSet<>();
        write("", PlainYaml.load(Files.readString(EXAMPLE)), defined, written);

        assertThat(written).isEqualTo(defined);
    }

    @Test
    void everyKeyOfTheDefinitionSaysWhatItIs() {
        String schema = Json.write(ConfigSchema.document());

        assertThat(allKeys(ConfigKeys.TOP)).allSatisfy(key -> {
            assertThat(key.doc()).as(key.name()).endsWith(".");
            assertThat(schema).contains(Json.write(key.doc()).replaceAll("\\.\"$", ""));
        });
    }

    @Test
    void thePublishedSchemaIsTheOneOfTheDefinition() throws IOException {
        assertThat(Files.readString(PUBLISHED))
                .as("write it anew: ./credit-connector config schema > docs/credit-connector.schema.json")
                .isEqualTo(Json.pretty(ConfigSchema.document()) + "\n");
    }

    private List<Error> errors(String yaml) {
        return schema.validate(Json.write(PlainYaml.load(yaml)), InputFormat.JSON);
    }

    private static List<Key<?>> allKeys(List<Key<?>> keys) {
        List<Key<?>> all = new java.util.ArrayList<>(keys);
        keys.forEach(key -> all.addAll(allKeys(key.kind().keys())));
        return all;
    }

    private static void define(String path, List<Key<?>> keys, Set<String> paths) {
        for (Key<?> key : keys) {
            String here = path + "/" + key.name();
            paths.add(here);
            define(here, key.kind().keys(), paths);
        }
    }

    /** Names that a person chose are left out of the paths: they are not keys of the definition. */
    private static void write(String path, Object value, Set<String> defined, Set<String> paths) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, below) -> {
                String here = path + "/" + name;
                boolean key = defined.contains(here);
                if (key) {
                    paths.add(here);
                }
                write(key ? here : path, below, defined, paths);
            });
        }
    }
}
