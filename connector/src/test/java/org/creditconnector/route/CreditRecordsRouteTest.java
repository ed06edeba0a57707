package org.creditconnector.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.api.RegistryApiProfile;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.creditconnector.testing.Records;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreditRecordsRouteTest {
    private static final RowShape SHAPE = new RowShape("accounts", List.of("id"));

    private final RegistryApiProfile profile = new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT);
    private final List<Collection<String>> asked = new ArrayList<>();
    private Function<CreditRecord, List<Finding>> rules = record -> List.of();
    private final ConnectorRuntime runtime =
            new ConnectorRuntime(new Registries(List.of(profile)), record -> rules.apply(record));

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void good_accounts_are_reported_in_order_and_the_mirror_is_asked_once() {
        PreparedRange range = runtime.prepare(work(this::map, "1", "2", "3"));
        assertThat(range.accounts().stream().map(PreparedAccount::accountKey)).containsExactly("1", "2", "3");
        assertThat(range.accounts()).allSatisfy(account -> {
            assertThat(account.verdict()).isEqualTo(AccountVerdict.REPORTED);
            assertThat(account.items()).hasSize(1);
            assertThat(account.sourcePosition()).isEqualTo("accounts " + account.accountKey());
            assertThat(account.items().get(0).accountKey()).isEqualTo(account.accountKey());
        });
        assertThat(asked).containsExactly(List.of("account:1", "account:2", "account:3"));
    }

    @Test
    void what_mapping_rules_or_profile_find_holds_one_account_and_the_rest_goes_on() {
        rules = record -> record.getReport().getAccountKey().equals("2") ? List.of(error("RULE-X")) : List.of();
        PreparedRange range = runtime.prepare(work(
                account -> account.rangeKey().equals("1")
                        ? new MappedAccount("1", null, List.of(error("MAP-X")), totals(), null)
                        : map(account),
                "1",
                "2",
                "3"));
        assertThat(range.accounts().stream().map(PreparedAccount::verdict))
                .containsExactly(AccountVerdict.HELD, AccountVerdict.HELD, AccountVerdict.REPORTED);
        assertThat(range.accounts().get(0).findings().get(0).getRuleId()).isEqualTo("MAP-X");
        assertThat(range.accounts().get(0).totals()).isEqualTo(totals());
        assertThat(range.accounts().get(1).findings().get(0).getRuleId()).isEqualTo("RULE-X");
        assertThat(asked).containsExactly(List.of("account:3"));
    }

    @Test
    void warnings_travel_along_and_hold_nothing() {
        Finding warning = error("RULE-W");
        warning.setSeverity(Severity.WARNING);
        rules = record -> List.of(warning);
        PreparedAccount account =
                runtime.prepare(work(this::map, "1")).accounts().get(0);
        assertThat(account.verdict()).isEqualTo(AccountVerdict.REPORTED);
        assertThat(account.findings()).containsExactly(warning);
    }

    @Test
    void two_accounts_under_one_key_are_both_held() {
        PreparedRange range = runtime.prepare(work(
                account -> {
                    CreditRecord record = Records.loan("same", "2013-02-05");
                    return new MappedAccount("same", record, List.of(), totals(), null);
                },
                "1",
                "2"));
        assertThat(range.accounts()).allSatisfy(account -> {
            assertThat(account.verdict()).isEqualTo(AccountVerdict.HELD);
            assertThat(account.findings().get(0).getRuleId()).isEqualTo("ACCOUNT-KEY-TWICE");
        });
    }

    @Test
    void a_key_that_comes_again_in_another_part_of_the_range_is_held_and_the_others_keep_their_order() {
        String[] keys = new String[2 * RangeParts.ACCOUNTS + 1];
        Arrays.setAll(keys, Integer::toString);
        String last = keys[keys.length - 1];
        PreparedRange range = runtime.prepare(work(
                account -> {
                    String key = account.rangeKey().equals(last) ? "0" : String.valueOf(account.rangeKey());
                    return new MappedAccount(key, Records.loan(key, "2013-02-05"), List.of(), totals(), null);
                },
                keys));

        assertThat(range.accounts()).hasSize(keys.length);
        for (int i = 0; i < keys.length; i++) {
            PreparedAccount account = range.accounts().get(i);
            boolean twice = account.accountKey().equals("0");
            assertThat(account.accountKey()).isEqualTo(i == keys.length - 1 ? "0" : keys[i]);
            assertThat(account.verdict()).isEqualTo(twice ? AccountVerdict.HELD : AccountVerdict.REPORTED);
            assertThat(account.items()).hasSize(twice ? 0 : 1);
        }
    }

    @Test
    void a_bug_in_one_account_fails_the_range_and_names_the_account_without_values() {
        RangeWork mapping = work(
                account -> {
                    if (account.rangeKey().equals("2")) {
                        throw new IllegalStateException("secret of Mrs Example");
                    }
                    return map(account);
                },
                "1",
                "2");
        assertThatThrownBy(() -> runtime.prepare(mapping))
                .isInstanceOf(AccountFailureException.class)
                .hasMessageStartingWith("BUG accounts 2 map: IllegalStateException at CreditRecordsRouteTest.java:")
                .hasMessageNotContaining("Example");

        rules = record -> {
            throw new NullPointerException("secret");
        };
        assertThatThrownBy(() -> runtime.prepare(work(this::map, "1")))
                .isInstanceOf(AccountFailureException.class)
                .hasMessageStartingWith("BUG accounts 1 check: NullPointerException");
    }

    @Test
    void a_store_that_is_gone_is_the_stores_own_exception() {
        RangeWork work = new RangeWork(
                "t",
                LocalDate.of(2013, 2, 6),
                this::map,
                profile,
                subjects -> {
                    throw new IllegalStateException("store is gone");
                },
                accounts("1"));
        assertThatThrownBy(() -> runtime.prepare(work))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("store is gone");
    }

    @Test
    void keys_that_look_like_camel_headers_are_keys() {
        PreparedRange range = runtime.prepare(work(this::map, "CamelBeanMethodName", "CamelHttpUri", "${body}"));
        assertThat(range.accounts().stream().map(PreparedAccount::accountKey))
                .containsExactly("CamelBeanMethodName", "CamelHttpUri", "${body}");
        assertThat(range.accounts())
                .allSatisfy(account -> assertThat(account.verdict()).isEqualTo(AccountVerdict.REPORTED));
    }

    @Test
    void an_empty_range_is_an_empty_answer() {
        assertThat(runtime.prepare(work(this::map)).accounts()).isEmpty();
        assertThat(asked).isEmpty();
    }

    private RangeWork work(Function<SourceAccount, MappedAccount> mapping, String... keys) {
        return new RangeWork(
                "t",
                LocalDate.of(2013, 2, 6),
                mapping,
                profile,
                subjects -> {
                    asked.add(List.copyOf(subjects));
                    return Map.of();
                },
                accounts(keys));
    }

    private static List<SourceAccount> accounts(String... keys) {
        List<SourceAccount> accounts = new ArrayList<>();
        for (String key : keys) {
            accounts.add(new SourceAccount(key, new SourceRow(SHAPE, new Object[] {key}, "accounts " + key), Map.of()));
        }
        return accounts;
    }

    private MappedAccount map(SourceAccount account) {
        String key = account.rangeKey().toString();
        return new MappedAccount(key, Records.loan(key, "2013-02-05"), List.of(), totals(), null);
    }

    private static ControlTotals totals() {
        return ControlTotals.of("INR", new Amounts(Records.amount("1000"), null, null, null, null));
    }

    private static Finding error(String ruleId) {
        return Finding.newBuilder()
                .setRuleId(ruleId)
                .setSeverity(Severity.ERROR)
                .setOrigin(FindingOrigin.RULE)
                .setMessage("a sentence")
                .build();
    }
}
