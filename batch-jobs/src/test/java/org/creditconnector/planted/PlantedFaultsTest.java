package org.creditconnector.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.mockregistry.pbcrc.PbcrcEffect;
import org.creditconnector.mockregistry.pbcrc.PbcrcFile;
import org.creditconnector.mockregistry.pbcrc.PbcrcRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two readings of the same rules, written apart: the connector's checks before sending and the mock registry's. Valid records and files are
 * broken in one way each; both must tell the same code. The faults are in {@code pbcrc-faults/faults.table}.
 */
class PlantedFaultsTest {
    private final ConnectorReading connector = new ConnectorReading();
    private final PbcrcRegistry registry = PbcrcRegistry.of(PlantedFault.PROVIDER);

    static Stream<PlantedFault> faults() {
        return PlantedFault.all().stream();
    }

    static Stream<String> bases() {
        return PlantedFault.bases().stream();
    }

    /** The codes of a file at the mock registry: its own, or those of its records. */
    private List<String> registryCodes(PlantedFault.Sent sent) {
        int before = registry.effects().size();
        registry.receive(new PbcrcFile(sent.name(), sent.content()));
        List<PbcrcEffect> effects = registry.effects();
        return effects.subList(before, effects.size()).stream()
                .flatMap(effect -> effect.codes().stream())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("bases")
    void bothTakeTheValidCase(String base) {
        for (PlantedFault.Sent sent : PlantedFault.valid(base)) {
            assertThat(connector.codes(sent)).as("connector, " + sent.name()).isEmpty();
            assertThat(registryCodes(sent)).as("mock registry, " + sent.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void bothTellTheSameCode(PlantedFault fault) {
        List<PlantedFault.Sent> files = fault.files();
        for (PlantedFault.Sent sent : files.subList(0, files.size() - 1)) {
            assertThat(connector.codes(sent)).as("connector, " + sent.name()).isEmpty();
            assertThat(registryCodes(sent)).as("mock registry, " + sent.name()).isEmpty();
        }
        PlantedFault.Sent broken = files.get(files.size() - 1);
        List<String> ours = connector.codes(broken);
        List<String> theirs = registryCodes(broken);
        assertThat(ours).as("connector; the mock registry tells " + theirs).contains(fault.code());
        assertThat(theirs).as("mock registry; the connector tells " + ours).contains(fault.code());
    }

    @Test
    void thereAreFaultsOfManyKinds() {
        assertThat(faults().map(PlantedFault::code).distinct()).hasSizeGreaterThan(120);
        assertThat(faults().map(PlantedFault::fault)).doesNotHaveDuplicates();
    }
}
