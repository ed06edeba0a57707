package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about one item: each with items that it refuses and items just inside that it lets through. */
class ItemRulesTest {
    private static final MockRegistry REGISTRY = MockRegistry.start();
    private final TestClient client = new TestClient(REGISTRY);

    @BeforeEach
    void forget() {
        REGISTRY.reset();
    }

    @AfterAll
    static void close() {
        REGISTRY.close();
    }

    static Stream<Arguments> struck() {
        return Stream.of(
                struck("R005", "record", item -> item.set("record", null)),
                struck("R005", "record", item -> item.set("record", null).set("kind", "ID_CHANGE")),
                struck("R005", "kind", item -> item.set("kind", "GUESS")),
                struck("R006", "record.report.accountKey", item -> item.set("subject", "account:B")),
                struck("R006", "record.report.accountKey", item -> item.set("subject", "A")),
                struck("R006", "record.report.asOf", item -> item.set("record.report.asOf", "2026-01-30")),
                struck("R010", "record.account.principal", item -> item.set("record.account.principal", null)),
                struck("R011", "record.account.principal", item -> item.set("record.account.principal", "-0.01")),
                struck("R011", "record.account.creditLimit", item -> item.set("record.account.creditLimit", "-1")),
                struck(
                        "R011",
                        "record.position.overduePrincipal",
                        item -> item.set("record.position.overduePrincipal", "-1")),
                struck("R012", "record.position.daysPastDue", item -> item.set("record.position.daysPastDue", 1)),
                struck(
                        "R012",
                        "record.position.daysPastDue",
                        item -> arrears(item, null, null).set("record.position.daysPastDue", 1)),
                struck("R012", "record.position.daysPastDue", item -> arrears(item, "0.01", "0")),
                struck("R012", "record.position.daysPastDue", item -> arrears(item, null, "5")),
                struck("R013", "record.account.currency", item -> item.set("record.account.currency", "cny")),
                struck("R013", "record.account.currency", item -> item.set("record.account.currency", "CN")),
                struck("R014", "record.account.openedOn", item -> item.set("record.account.openedOn", "2026-02-01")),
                struck("R015", "record.position.balance", item -> item.set("record.state.status.value", "CLOSED")));
    }

    static Stream<UnaryOperator<TestItem>> passed() {
        return Stream.of(
                item -> item,
                item -> item.set("record.account.principal", null).set("record.account.creditLimit", "0"),
                item -> item.set("record.account.principal", "0"),
                item -> arrears(item, "10", "0").set("record.position.daysPastDue", 1),
                item -> arrears(item, null, "10").set("record.position.daysPastDue", 90),
                item -> arrears(item, "10", "10").set("record.position.daysPastDue", null),
                item -> arrears(item, null, null),
                item -> item.set("record.account.openedOn", "2026-01-31"),
                item -> item.set("record.account.openedOn", null),
                item -> item.set("record.state.status.value", "CLOSED").set("record.position.balance", "0"),
                item -> item.set("record.state.status.value", "CLOSED").set("record.position.balance", "-3"),
                item -> item.set("record.position", null).set("record.state.status.value", "CLOSED"));
    }

    private static TestItem arrears(TestItem item, String total, String principal) {
        return item.set("record.position.overdueTotal", total).set("record.position.overduePrincipal", principal);
    }

    private static Arguments struck(String code, String field, UnaryOperator<TestItem> change) {
        return Arguments.of(code, field, change);
    }

    @ParameterizedTest
    @MethodSource("struck")
    void anItemAgainstTheRuleIsRejectedAndItsNeighbourIsNot(String code, String field, UnaryOperator<TestItem> change) {
        var bad = change.apply(TestItem.report("bad", "A", "2026-01-31", 1));
        client.put(TestPackage.of(1, TestItem.report("good", "N", "2026-01-31", 1), bad));

        JsonNode feedback = client.onlyFeedback();
        assertThat(feedback.path("outcome").asText()).isEqualTo("partly-accepted");
        assertThat(feedback.at("/items/0/verdict").asText()).isEqualTo("accepted");
        JsonNode verdict = feedback.at("/items/1");
        assertThat(verdict.path("itemId").asText()).isEqualTo("bad");
        assertThat(verdict.path("verdict").asText()).isEqualTo("rejected");
        assertThat(codes(verdict)).containsExactly(code);
        assertThat(verdict.at("/findings/0/severity").asText()).isEqualTo("error");
        assertThat(verdict.at("/findings/0/field").asText()).isEqualTo(field);
        assertThat(verdict.at("/findings/0/message").asText()).endsWith(".");
        assertThat(REGISTRY.effects().get(2).kind()).isEqualTo(Effect.Kind.ITEM_REJECTED);
    }

    @ParameterizedTest
    @MethodSource("passed")
    void anItemJustInsideTheRulesIsAccepted(UnaryOperator<TestItem> change) {
        client.put(TestPackage.of(1, change.apply(TestItem.report("good", "A", "2026-01-31", 1))));

        JsonNode feedback = client.onlyFeedback();
        assertThat(feedback.path("outcome").asText()).isEqualTo("accepted");
        assertThat(feedback.at("/items/0").has("findings")).isFalse();
    }

    @Test
    void aDeletionWithARecordIsRejected() {
        client.put(TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1)));
        var deletion = TestItem.correction("i2", "A", "2026-01-31", 2, "i1").set("kind", "DELETION");
        client.put(TestPackage.of(2, deletion));
        assertThat(codes(client.get("/v1/feedback").json().at("/feedback/1/items/0")))
                .containsExactly("R005");
    }

    @Test
    void aBorrowerWithoutDocumentIsOnlyWarnedAbout() {
        var item = TestItem.report("i1", "A", "2026-01-31", 1).without("record.parties");
        client.put(TestPackage.of(1, item.party("BORROWER").party("GUARANTOR", "N-1")));

        JsonNode verdict = client.onlyFeedback().at("/items/0");
        assertThat(verdict.path("verdict").asText()).isEqualTo("accepted");
        assertThat(codes(verdict)).containsExactly("W001");
        assertThat(verdict.at("/findings/0/severity").asText()).isEqualTo("warning");
    }

    @Test
    void allRulesThatStrikeAreListed() {
        var item = TestItem.report("i1", "A", "2026-01-31", 0)
                .set("record.account.currency", "x")
                .set("record.account.openedOn", "2027-01-01");
        client.put(TestPackage.of(1, item));

        JsonNode feedback = client.onlyFeedback();
        assertThat(codes(feedback.at("/items/0"))).containsExactly("R002", "R013", "R014");
        assertThat(feedback.path("outcome").asText()).isEqualTo("rejected");
    }

    static List<String> codes(JsonNode holder) {
        List<String> codes = new ArrayList<>();
        holder.path("findings")
                .forEach(finding -> codes.add(finding.path("code").asText()));
        return codes;
    }
}
