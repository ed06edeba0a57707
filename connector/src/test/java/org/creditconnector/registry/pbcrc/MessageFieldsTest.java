package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.creditconnector.registry.FieldOrigins;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.RecordLayout;
import org.junit.jupiter.api.Test;

class MessageFieldsTest {
    private static final MessagePack PACK = MessagePack.shipped();

    @Test
    void everyRowNamesATagOfThePack() {
        Set<String> tags = new TreeSet<>();
        for (RecordLayout layout : PACK.records()) {
            layout.fields()
                    .forEach(place ->
                            tags.add(layout.type() + " " + place.field().tag()));
        }
        assertThat(tags).containsAll(FieldOrigins.of(PbcrcProfile.CODE).keySet());
    }

    /** A tag that a record of ours can have and no row explains would be missing from the coverage without a word. */
    @Test
    void everyRequiredTagOfARecordThatHasRowsHasOne() {
        Map<String, FieldOrigins.Origin> origins = FieldOrigins.of(PbcrcProfile.CODE);
        Set<String> reported =
                origins.keySet().stream().map(key -> key.substring(0, 3)).collect(Collectors.toSet());
        Set<String> unexplained = new TreeSet<>();
        for (RecordLayout layout : PACK.records()) {
            if (reported.contains(layout.type())) {
                layout.fields().stream()
                        .map(place -> layout.type() + " " + place.segment() + " "
                                + place.field().tag())
                        .filter(name -> !origins.containsKey(name.replaceAll(" .* ", " ")))
                        .forEach(unexplained::add);
            }
        }
        // Segments that are never told: other documents, income, co-holders, investors, controllers,
        // a parent; and tags
        // of mortgages.
        assertThat(unexplained)
                .allMatch(name -> name.matches("110 (IDSgmt|IncInfSgmt) .*|[24]20 CtrctCertRelSgmt .*|210 .*"
                        + " (LoanConCode|FirstHouLoanFlag|MaxGuarMcc)"
                        + "|310 (MnShaHodInfSgmt|ActuCotrlInfSgmt|SpvsgAthrtyInfSgmt) .*"));
    }
}
