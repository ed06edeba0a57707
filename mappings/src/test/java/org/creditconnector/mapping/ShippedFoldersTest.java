package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedFoldersTest {
    static java.util.List<String> names() {
        return SourceFolder.shippedNames();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyShippedFolderLoads(String name) {
        SourceMapping mapping = SourceMapping.shipped(name);
        assertThat(mapping.name()).isEqualTo(name);
        assertThat(mapping.version()).hasSize(64);
    }

    @Test
    void theSourcesAreShipped() {
        assertThat(SourceFolder.shippedNames()).contains("fineract", "synthetic", "uci-credit-card");
    }
}
