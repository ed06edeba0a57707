package org.creditconnector.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.creditconnector.record.CreditRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldOriginsTest {
    private static final Set<String> OTHER = Set.of(RegistryField.SETTING, RegistryField.CALENDAR, RegistryField.FIXED);

    @ParameterizedTest
    @ValueSource(strings = {"pbcrc", "baihang"})
    void everyPathIsOneOfTheCreditRecord(String profile) {
        List<String> paths = FieldOrigins.of(profile).values().stream()
                .flatMap(origin -> origin.from().stream())
                .filter(from -> !OTHER.contains(from))
                .distinct()
                .toList();
        assertThat(paths).hasSizeGreaterThan(10).allMatch(FieldOriginsTest::isThere);
    }

    @Test
    void aProfileWithoutATableIsNamed() {
        assertThatThrownBy(() -> FieldOrigins.of("nobody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("registries/nobody/origins.csv: missing");
    }

    private static boolean isThere(String path) {
        Schema type = CreditRecord.getClassSchema();
        for (String name : path.split("\\.")) {
            boolean list = name.endsWith("[]");
            Schema.Field field = type.getType() == Schema.Type.RECORD ? type.getField(name.replace("[]", "")) : null;
            if (field == null) {
                return false;
            }
            type = field.schema();
            if (type.isUnion()) {
                type = type.getTypes().get(1).getType() == Schema.Type.NULL
                        ? type.getTypes().get(0)
                        : type.getTypes().get(1);
            }
            if (list != (type.getType() == Schema.Type.ARRAY)) {
                return false;
            }
            type = list ? type.getElementType() : type;
        }
        return true;
    }
}
