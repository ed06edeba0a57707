package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.mockregistry.ItemRulesTest.codes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that need memory (R001 to R004) and those about the file (F001 to F003). */
class MemoryRulesTest {
    private static final MockRegistry REGISTRY = MockRegistry.start();
    private final TestClient client = new TestClient(REGISTRY);
    private long sequence;

    @BeforeEach
    void forget() {
        REGISTRY.reset();
    }

    @AfterAll
    static void close() {
        REGISTRY.close();
    }

    /** Sends a package and answers with its feedback. */
    private JsonNode judge(TestItem... items) {
        return judge(TestPackage.of(++sequence, items));
    }

    private JsonNode judge(TestPackage given) {
        assertThat(client.put(given).status()).isEqualTo(201);
        JsonNode all = client.get("/v1/feedback?limit=100").json().path("feedback");
        JsonNode last = all.get(all.size() - 1);
        assertThat(last.path("packageId").asText()).isEqualTo(given.id);
        return last;
    }

    private static List<String> only(JsonNode feedback) {
        return codes(feedback.at("/items/0"));
    }

    @Test
    void anItemIdIsReceivedOnceWhateverItsVerdict() {
        judge(TestItem.report("good", "A", "2026-01-31", 1));
        judge(TestItem.report("bad", "B", "2026-01-31", 1).set("record.account.currency", "x"));

        assertThat(only(judge(TestItem.report("good", "A", "2026-02-28", 2)))).containsExactly("R001");
        assertThat(only(judge(TestItem.report("bad", "B", "2026-01-31", 1)))).containsExactly("R001");
        assertThat(only(judge(TestItem.report("new", "B", "2026-01-31", 1)))).isEmpty();
    }

    @Test
    void anItemIdTwiceInOnePackageIsRejectedTheSecondTime() {
        JsonNode feedback =
                judge(TestItem.report("i", "A", "2026-01-31", 1), TestItem.report("i", "B", "2026-01-31", 1));
        assertThat(feedback.at("/items/0/verdict").asText()).isEqualTo("accepted");
        assertThat(codes(feedback.at("/items/1"))).containsExactly("R001");
    }

    @Test
    void theSequenceOfASubjectAscendsOverAcceptedItems() {
        judge(TestItem.report("i1", "A", "2026-01-31", 5));
        assertThat(only(judge(TestItem.report("i2", "A", "2026-02-28", 5)))).containsExactly("R002");
        assertThat(only(judge(TestItem.report("i3", "A", "2026-02-28", 9).set("record.account.currency", "x"))))
                .containsExactly("R013");
        assertThat(only(judge(TestItem.report("i4", "A", "2026-02-28", 6))))
                .as("the rejected item with sequence 9 does not count")
                .isEmpty();
    }

    @Test
    void itemsOfOnePackageKnowOfEachOther() {
        JsonNode feedback = judge(
                TestItem.report("i1", "A", "2026-01-31", 1),
                TestItem.report("i2", "A", "2026-02-28", 2),
                TestItem.report("i3", "A", "2026-02-28", 2),
                TestItem.report("i4", "A", "2026-01-31", 3));
        assertThat(feedback.path("accepted").asInt()).isEqualTo(2);
        assertThat(codes(feedback.at("/items/2"))).containsExactly("R002");
        assertThat(codes(feedback.at("/items/3"))).containsExactly("R003");
    }

    @Test
    void aReportOfTheLastDateIsNotBeforeIt() {
        judge(TestItem.report("i1", "A", "2026-01-31", 1));
        assertThat(only(judge(TestItem.report("i2", "A", "2026-01-31", 2)))).isEmpty();
        assertThat(only(judge(TestItem.report("i3", "A", "2026-01-30", 3)))).containsExactly("R003");
    }

    @Test
    void aCorrectionReplacesAStandingItemOfItsSubject() {
        judge(TestItem.report("i1", "A", "2026-01-31", 1), TestItem.report("i2", "A", "2026-02-28", 2));

        assertThat(only(judge(TestItem.correction("c1", "A", "2026-01-31", 3, "i1"))))
                .isEmpty();
        assertThat(only(judge(TestItem.correction("c2", "A", "2026-01-31", 4, "i1"))))
                .as("i1 was replaced")
                .containsExactly("R004");
        assertThat(only(judge(TestItem.correction("c3", "A", "2026-01-31", 4, "c1"))))
                .isEmpty();
        assertThat(only(judge(TestItem.correction("c4", "B", "2026-01-31", 1, "i2"))))
                .as("i2 is about another subject")
                .containsExactly("R004");
        assertThat(only(judge(TestItem.correction("c5", "A", "2026-01-31", 5, null))))
                .containsExactly("R004");
    }

    @Test
    void aDeletionTakesBackAndTheDateBeforeItIsTheLastOneAgain() {
        judge(TestItem.report("i1", "A", "2026-01-31", 1), TestItem.report("i2", "A", "2026-02-28", 2));

        assertThat(only(judge(TestItem.deletion("d1", "A", "2026-02-28", 3, "i3"))))
                .containsExactly("R004");
        assertThat(only(judge(TestItem.deletion("d2", "A", "2026-02-28", 3, "i2"))))
                .isEmpty();
        assertThat(only(judge(TestItem.report("i4", "A", "2026-02-15", 4)))).isEmpty();
    }

    @Test
    void anIdChangeTakesOverWhatStands() {
        judge(TestItem.report("i1", "OLD", "2026-01-31", 1));
        var change = TestItem.report("i2", "NEW", "2026-02-28", 1)
                .set("kind", "ID_CHANGE")
                .former("OLD");
        assertThat(only(judge(change))).isEmpty();
        assertThat(only(judge(TestItem.correction("c1", "NEW", "2026-01-31", 2, "i1"))))
                .isEmpty();

        JsonNode statement = client.get("/v1/statement?date=2026-12-31").json();
        assertThat(statement.path("accounts").asInt()).isEqualTo(1);
        assertThat(statement.path("items").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "F001, registry.item-count, 3, item-count",
                "F001, registry.totals, `{}`, CNY",
                "F001, registry.totals, `{\"CNY\":{\"items\":1,\"principal\":\"2000\",\"creditLimit\":null,\"outstanding\":\"1200\",\"overdue\":\"0\",\"paid\":\"800\"}}`, CNY.items",
                "F001, registry.totals, `{\"CNY\":{\"items\":2,\"principal\":\"2000\",\"creditLimit\":null,\"outstanding\":\"1200.01\",\"overdue\":\"0\",\"paid\":\"800\"}}`, CNY.outstanding",
                "F001, registry.totals, `{\"CNY\":{\"items\":2,\"principal\":\"2000\",\"creditLimit\":\"0\",\"outstanding\":\"1200\",\"overdue\":\"0\",\"paid\":\"800\"}}`, CNY.creditLimit",
                "F002, registry.digest, 00, registry.digest",
                "F003, registry.lender, BANK2, 2 items"
            })
    void aBadFileIsRejectedAsAWhole(String code, String key, String value, String named) {
        JsonNode feedback = judge(TestPackage.of(
                        1, TestItem.report("i1", "A", "2026-01-31", 1), TestItem.report("i2", "B", "2026-01-31", 1))
                .metadata(key, value));

        assertThat(feedback.path("outcome").asText()).isEqualTo("rejected");
        assertThat(codes(feedback)).containsExactly(code);
        assertThat(feedback.at("/findings/0/message").asText()).contains(named);
        assertThat(feedback.path("rejected").asInt()).isEqualTo(2);
        assertThat(feedback.path("totals")).isEmpty();
        assertThat(StreamSupport.stream(feedback.path("items").spliterator(), false))
                .allSatisfy(item -> assertThat(codes(item)).containsExactly(code));
        assertThat(client.get("/v1/statement?date=2026-12-31")
                        .json()
                        .path("items")
                        .asInt())
                .isZero();
    }

    @Test
    void aBadFileKeepsItsSequenceAndItsItemIdsAreKnown() {
        judge(TestPackage.of(++sequence, TestItem.report("i1", "A", "2026-01-31", 1))
                .metadata("registry.digest", "00"));
        assertThat(only(judge(TestItem.report("i1", "A", "2026-01-31", 1)))).containsExactly("R001");
    }

    @Test
    void totalsAreComparedByValue() {
        String same = """
                {"CNY":{"items":1,"principal":"1000","creditLimit":null,"outstanding":"600.0000000","overdue":"0.0","paid":"400"}}
                """;
        JsonNode feedback = judge(
                TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1)).metadata("registry.totals", same));
        assertThat(feedback.path("outcome").asText()).isEqualTo("accepted");
    }

    @Test
    void paidIsWhatTheBorrowerPaidLessRefundsAndFromMonthsOnlyWithoutRepayments() {
        var movements = TestItem.report("i1", "A", "2026-01-31", 1)
                .without("record.repayments")
                .repayment("10", "REPAYMENT", false)
                .repayment("20", "PREPAYMENT", false)
                .repayment("30", "SETTLEMENT", false)
                .repayment("40", "RECOVERY", false)
                .repayment("50", "COMPENSATION", false)
                .repayment("60", "REPAYMENT", true)
                .repayment("70", "DEDUCTED_AT_DISBURSEMENT", false)
                .repayment("5", "REFUND", false)
                .month("999");
        var months = TestItem.report("i2", "B", "2026-01-31", 1)
                .without("record.repayments")
                .month("1")
                .month(null)
                .month("2");
        var neither = TestItem.report("i3", "C", "2026-01-31", 1)
                .without("record.repayments")
                .set("record.account.currency", "EUR");

        JsonNode feedback = judge(movements, months, neither);
        assertThat(feedback.path("outcome").asText()).isEqualTo("accepted");
        assertThat(feedback.at("/totals/CNY/paid").asText()).isEqualTo("148.000000");
        assertThat(feedback.at("/totals/CNY/items").asInt()).isEqualTo(2);
        assertThat(feedback.at("/totals/EUR/paid").isNull()).isTrue();
    }
}
