package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.creditconnector.mapping.MappingLineage.Edge;
import org.creditconnector.mapping.MappingLineage.Use;
import org.creditconnector.masking.DataClass;
import org.junit.jupiter.api.Test;

class MappingLineageTest {
    private static final MappingLineage FINERACT =
            SourceMapping.shipped("fineract").lineage();

    /** The table was written by hand from the folder, not by the program. */
    @Test
    void theLineageOfAShippedSourceIsThatOfATableMadeByHand() throws Exception {
        MappingLineage lineage = SourceMapping.shipped("uci-credit-card").lineage();
        List<String> rows;
        try (var table = MappingLineageTest.class.getResourceAsStream("/lineage/uci-credit-card.csv")) {
            rows = new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }

        assertThat(lineage.edges().stream().map(edge -> edge.name() + "," + edge.use() + "," + edge.target()))
                .containsExactlyInAnyOrderElementsOf(rows);
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            assertThat(lineage.ofColumn(cells[0]).stream().map(Edge::target)).contains(cells[2]);
            String field = cells[2].equals("account-key") ? "report.accountKey" : cells[2];
            assertThat(lineage.ofField(field).stream().map(Edge::name)).contains(cells[0]);
        }
        assertThat(lineage.ofColumn("limit_ba")).isEmpty();
    }

    @Test
    void stepsThatNameAnotherColumnAndConditionsAreTold() {
        assertThat(FINERACT.ofColumn("closedon_date").stream().map(Edge::target))
                .containsExactly("state.status.since", "state.closing.closedOn");
        assertThat(FINERACT.ofColumn("loan_status_id").stream()
                        .filter(edge -> edge.use() == Use.CONDITION)
                        .map(Edge::target))
                .containsExactly("state.status.since", "state.closing.when");
        assertThat(FINERACT.ofField("parties[].documents[].number").stream().map(Edge::name))
                .contains("identifiers.document_key", "client_id");
    }

    @Test
    void aColumnIsAsDelicateAsTheStrictestFieldThatItGoesInto() {
        assertThat(FINERACT.classOf("accounts", "CLIENT_NAME")).isEqualTo(DataClass.SENSITIVE);
        assertThat(FINERACT.classOf("accounts", "currency_code")).isEqualTo(DataClass.PUBLIC);
        assertThat(FINERACT.classOf("accounts", "principal_amount")).isEqualTo(DataClass.PERSONAL);
        assertThat(FINERACT.classOf("instalments", "loan_id")).as("range key").isEqualTo(DataClass.INTERNAL);
        assertThat(FINERACT.classOf("accounts", "nobody_reads_it")).isEqualTo(DataClass.SENSITIVE);
        assertThat(FINERACT.classOf("guarantors", "address_line_1"))
                .as("asked for, and read")
                .isEqualTo(DataClass.SENSITIVE);
    }

    @Test
    void figuresDependOnFactsBothWays() {
        assertThat(MappingLineage.figuresFrom("repayments[].amount"))
                .contains("position.balance", "months[].paid")
                .doesNotContain("position.due", "position.status");
        assertThat(MappingLineage.factsOf("position.due"))
                .contains("instalments[].due")
                .doesNotContain("account.kind");
        assertThat(MappingLineage.factsOf("account.kind")).isEmpty();
    }
}
