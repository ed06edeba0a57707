package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registry that cannot do what the API promises, one lack at a time. */
class LackTest {
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

    private static void lacks(String lack) {
        REGISTRY.scenarioPage("description: It cannot.\nlacks: [" + lack + "]\n");
    }

    private static List<Effect.Kind> effects() {
        return REGISTRY.effects().stream().map(Effect::kind).toList();
    }

    @Test
    void theSamePackageAgainHasAnotherEffect() {
        lacks("idempotent-by-id");
        TestPackage given = TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1));
        assertThat(client.put(given).status()).isEqualTo(201);
        assertThat(client.put(given).status()).isEqualTo(201);
        assertThat(effects())
                .containsExactly(
                        Effect.Kind.PACKAGE_KEPT,
                        Effect.Kind.ITEM_ACCEPTED,
                        Effect.Kind.PACKAGE_KEPT,
                        Effect.Kind.ITEM_ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "status-query, /v1/packages/11111111-2222-3333-4444-555555555555",
        "feedback, /v1/feedback",
        "statement, /v1/statement?date=2026-01-31&lender=BANK1"
    })
    void whatIsNotThereIsNotFound(String lack, String question) {
        assertThat(client.get(question).status()).isEqualTo(200);
        lacks(lack);
        assertThat(client.get(question).status()).isEqualTo(404);
        assertThat(client.put(TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1)))
                        .status())
                .as("packages are taken and judged all the same")
                .isEqualTo(201);
        assertThat(effects()).containsExactly(Effect.Kind.PACKAGE_KEPT, Effect.Kind.ITEM_ACCEPTED);
    }

    @Test
    void anySequenceIsTaken() {
        lacks("ordering");
        assertThat(client.put(TestPackage.of(7, TestItem.report("i1", "A", "2026-01-31", 1)))
                        .status())
                .isEqualTo(201);
        assertThat(client.put(TestPackage.of(3, TestItem.report("i2", "B", "2026-01-31", 1)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void oneRejectedItemTakesTheOthersWithIt() {
        lacks("partial-acceptance");
        client.put(TestPackage.of(
                1,
                TestItem.report("i1", "A", "2026-01-31", 1),
                TestItem.report("i2", "B", "2026-01-31", 1).set("record.account.currency", "x")));
        assertThat(client.onlyFeedback().path("outcome").asText()).isEqualTo("rejected");
        assertThat(REGISTRY.received("account:A").get(0).findings())
                .extracting(RuleFinding::code)
                .containsExactly("L002");
        client.put(TestPackage.of(2, TestItem.report("i3", "A", "2026-01-31", 1)));
        assertThat(REGISTRY.received("account:A").get(1).verdict())
                .as("nothing of the first stands")
                .isEqualTo("accepted");
    }

    @Test
    void correctionsAreRejected() {
        lacks("replace");
        client.put(TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1)));
        client.put(TestPackage.of(2, TestItem.correction("i2", "A", "2026-01-31", 2, "i1")));
        assertThat(REGISTRY.received("account:A").get(1).findings())
                .extracting(RuleFinding::code)
                .containsExactly("L001");
    }
}
