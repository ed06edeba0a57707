package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.creditconnector.command.DemoLenders;
import org.creditconnector.config.ConfigFile;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.Effect;
import org.creditconnector.mockregistry.MockRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole nights of the two real lenders against the mock registry. The figures are the control figures of the READMEs beside the data;
 * they are asked of our books and counted again in the records that the registry received.
 */
@Tag("slow")
class RealLendersNightTest {
    @TempDir
    Path home;

    @Test
    void theLendingSystemsNightBalancesToItsControlFigures() throws Exception {
        try (MockRegistry registry = MockRegistry.start()) {
            ConnectorConfig config = config(registry);
            RunReport run = run(config, "fineract", LocalDate.of(2013, 2, 5));
            assertThat(run.exit()).isEqualTo(ExitCode.DONE);
            assertThat(run.state()).isEqualTo("RECONCILED");
            assertThat(run.accounts()).isEqualTo(new RunReport.Accounts(26, 0, 0, 0, 0, 26, 0));
            assertThat(run.items()).isEqualTo(new RunReport.Items(26, 0, 0, 26, 0, 0, 0));

            Map<String, List<String>> figures = Map.of(
                    "HKD", List.of("800000", "206.23", "920.13"),
                    "INR", List.of("1000", "87.15", "0"),
                    "KES", List.of("100000", "100000", "0"),
                    "LBP", List.of("605150", "77038.69", "53912.53"),
                    "MMK", List.of("2100000", "1042774", "157158"),
                    "XOF", List.of("1600000", "155920", "1500256"));
            assertThat(run.amounts())
                    .extracting(RunReport.CurrencyAmounts::currency)
                    .as("no loan in BND was paid out")
                    .containsExactly("HKD", "INR", "KES", "LBP", "MMK", "XOF");
            run.amounts().forEach(amounts -> {
                List<String> expected = figures.get(amounts.currency());
                assertThat(amounts.principal()).isEqualByComparingTo(expected.get(0));
                assertThat(amounts.overdue()).isEqualByComparingTo(expected.get(1));
                assertThat(amounts.paid()).isEqualByComparingTo(expected.get(2));
                assertThat(amounts.creditLimit()).isNull();
            });

            List<JsonNode> records = received(registry);
            assertThat(records).hasSize(26);
            assertThat(repayments(records, false)).as("that stand").isEqualTo(26);
            assertThat(repayments(records, true)).as("that were cancelled").isEqualTo(19);
            Map<String, BigDecimal> principal = new TreeMap<>();
            Map<String, BigDecimal> overdue = new TreeMap<>();
            Map<String, BigDecimal> paid = new TreeMap<>();
            for (JsonNode record : records) {
                String currency = record.at("/account/currency").asString();
                principal.merge(currency, decimal(record.at("/account/principal")), BigDecimal::add);
                overdue.merge(currency, decimal(record.at("/position/overduePrincipal")), BigDecimal::add);
                for (JsonNode repayment : record.get("repayments")) {
                    if (repayment.get("kind").asString().equals("REPAYMENT")
                            && !repayment.get("reversed").asBoolean()) {
                        paid.merge(currency, decimal(repayment.get("amount")), BigDecimal::add);
                    }
                }
            }
            figures.forEach((currency, expected) -> {
                assertThat(principal.get(currency)).isEqualByComparingTo(expected.get(0));
                assertThat(overdue.get(currency)).isEqualByComparingTo(expected.get(1));
                assertThat(paid.getOrDefault(currency, BigDecimal.ZERO)).isEqualByComparingTo(expected.get(2));
            });
        }
    }

    private static long repayments(List<JsonNode> records, boolean reversed) {
        return records.stream()
                .flatMap(record -> elements(record.get("repayments")).stream())
                .filter(repayment -> repayment.get("kind").asString().equals("REPAYMENT")
                        && repayment.get("reversed").asBoolean() == reversed)
                .count();
    }

    @Test
    void theCardBanksNightBalancesToItsControlFigures() throws Exception {
        try (MockRegistry registry = MockRegistry.start()) {
            ConnectorConfig config = config(registry);
            RunReport run = run(config, "uci-credit-card", LocalDate.of(2005, 9, 30));
            assertThat(run.exit()).isEqualTo(ExitCode.DONE);
            assertThat(run.state()).isEqualTo("RECONCILED");
            assertThat(run.accounts()).isEqualTo(new RunReport.Accounts(13_339, 0, 0, 0, 0, 13_339, 0));
            assertThat(run.items()).isEqualTo(new RunReport.Items(13_339, 0, 0, 13_339, 0, 0, 0));
            assertThat(run.amounts()).hasSize(1);
            RunReport.CurrencyAmounts twd = run.amounts().get(0);
            assertThat(twd.currency()).isEqualTo("TWD");
            assertThat(twd.creditLimit()).isEqualByComparingTo("2318272000");
            assertThat(twd.outstanding()).isEqualByComparingTo("696494298");
            assertThat(twd.paid()).isEqualByComparingTo("440983553");
            assertThat(twd.principal()).as("the file does not have it").isNull();
            assertThat(twd.overdue()).as("the file does not have it").isNull();

            List<JsonNode> records = received(registry);
            assertThat(records).hasSize(13_339);
            assertThat(count(records, late(1))).isEqualTo(2_904);
            assertThat(count(records, late(2))).isEqualTo(1_282);
            assertThat(count(records, late(3))).isEqualTo(180);
            assertThat(count(records, record -> balance(record).signum() < 0))
                    .as("a credit of the holder is no error")
                    .isEqualTo(291);
            assertThat(count(
                            records,
                            record -> balance(record).compareTo(decimal(record.at("/account/creditLimit"))) > 0))
                    .isEqualTo(932);
            assertThat(records.stream()
                            .flatMap(record -> elements(record.get("months")).stream())
                            .filter(month -> month.get("instalmentsOverdue").asInt() >= 1)
                            .count())
                    .isEqualTo(10_498);
            assertThat(warnings(config))
                    .isEqualTo(Map.of(
                            "MAP-CODE-UNMAPPED WARNING parties[0].person.education", 168L,
                            "MAP-CODE-UNMAPPED WARNING parties[0].person.maritalStatus", 29L));
        }
    }

    private static Predicate<JsonNode> late(int months) {
        return record -> record.at("/position/instalmentsOverdue").asInt() >= months;
    }

    private static BigDecimal balance(JsonNode record) {
        return decimal(record.at("/position/balance"));
    }

    private static long count(List<JsonNode> records, Predicate<JsonNode> which) {
        return records.stream().filter(which).count();
    }

    private static BigDecimal decimal(JsonNode text) {
        return new BigDecimal(text.asString());
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** The records of all accepted items, each account's once. */
    private static List<JsonNode> received(MockRegistry registry) {
        List<JsonNode> records = new ArrayList<>();
        for (Effect effect : registry.effects()) {
            Effect.Item item = effect.item();
            if (item != null) {
                assertThat(effect.kind()).isEqualTo(Effect.Kind.ITEM_ACCEPTED);
                records.add(JsonMapper.shared().readTree(item.record()));
            }
        }
        assertThat(records.stream()
                        .map(record -> record.at("/report/accountKey").asString()))
                .doesNotHaveDuplicates();
        return records;
    }

    /** What our books say about values, by rule, severity and field. */
    private static Map<String, Long> warnings(ConnectorConfig config) {
        Map<String, Long> found = new TreeMap<>();
        try (Store store = Store.open(new StoreSettings(
                config.store().url(),
                config.store().user(),
                config.store().password().value()))) {
            JdbcClient.create(store.dataSource()).sql("""
                         select rule_id, severity, path, count(*) from finding where item_id is null
                         group by rule_id, severity, path""").query(row -> {
                found.put(row.getString(1) + " " + row.getString(2) + " " + row.getString(3), row.getLong(4));
            });
        }
        return found;
    }

    private static RunReport run(ConnectorConfig config, String source, LocalDate date) {
        try (Nights nights = StoredNights.open(config, Progress.SILENT)) {
            return nights.run(new RunRequest("registry", source, date, null));
        }
    }

    private ConnectorConfig config(MockRegistry registry) throws Exception {
        Path file = home.resolve("credit-connector.yaml");
        Files.writeString(file, DemoLenders.configuration(home, registry.url().toString()));
        return ConfigFile.read(file, home, name -> null);
    }
}
