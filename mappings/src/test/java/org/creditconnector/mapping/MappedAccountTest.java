package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.junit.jupiter.api.Test;

/** What a mapping makes of the day: the first one on which the same rows give something else. */
class MappedAccountTest {
    private static final LocalDate AS_OF = LocalDate.of(2024, 4, 15);
    private static final String FOLLOWED =
            "select id, matures, party from t where :range(id) and opened <= :asOf order by id\n";
    private static final String MAPPING = """
            mapping: lines
            source: {kind: jdbc}
            range-key: {column: id, type: integer}
            account-key: id
            as-of: business-date
            changes: changes.sql
            queries: {accounts: accounts.sql, months: months.sql}
            fields:
              account.kind: = NON_REVOLVING
              account.currency: = EUR
              account.maturesOn: matures
              state.status.value: = OPEN
              parties[].partyKey: party
              parties[].role: = BORROWER
              parties[].kind: = PERSON
              months[].month: months.month
              months[].stateOn: months.day
            missing:
              others: unknown
            """;

    private final TreeMap<String, String> files = new TreeMap<>(Map.of(
            "mapping.yaml",
            MAPPING,
            "accounts.sql",
            FOLLOWED,
            "months.sql",
            "select id, month, day from m where :range(id) order by id\n",
            "changes.sql",
            "select id from t where changed >= :since\n"));
    private LocalDate month = AS_OF.minusDays(1);
    private String party = "P-7";

    private LocalDate changesOn() {
        RowShape accounts = new RowShape("accounts", List.of("id", "matures", "party"));
        RowShape months = new RowShape("months", List.of("id", "month", "day"));
        SourceRow row = new SourceRow(accounts, new Object[] {7L, AS_OF.plusDays(3), party}, "accounts 7");
        SourceRow child =
                new SourceRow(months, new Object[] {7L, month.toString().substring(0, 7), month}, "months 7");
        MappedAccount account = SourceMapping.load(SourceFolder.of("lines", files))
                .bind(Map.of("accounts", accounts, "months", months))
                .map(
                        new SourceAccount(7L, row, Map.of("months", List.of(child))),
                        new MappingRun("LENDER", "test", AS_OF, AS_OF, ""));
        assertThat(account.record()).as("%s", account.findings()).isNotNull();
        return account.changesOn();
    }

    @Test
    void datesOfTheRecordAloneDoNothing() {
        assertThat(changesOn()).isNull();
    }

    @Test
    void aMonthOfTheLenderIsAFactFromItsDayOn() {
        month = AS_OF.plusDays(6);
        assertThat(changesOn()).isEqualTo(AS_OF.plusDays(6));
        files.put("mapping.yaml", files.get("mapping.yaml").replace("changes: changes.sql\n", ""));
        assertThat(changesOn()).as("a folder that is read whole every night").isNull();
    }

    @Test
    void aKeyIsAnIdentityNumberFromTheDayOnThatItsBearerMayOweMoney() {
        party = "110101200804200010";
        assertThat(changesOn()).isEqualTo(LocalDate.of(2024, 4, 20));
    }

    @Test
    void whereAQueryComputesWithTheDayEveryDateOfTheRecordCounts() {
        files.put("accounts.sql", FOLLOWED.replace("and opened", "and opened > :asOf - 9 and opened"));
        assertThat(changesOn()).isEqualTo(AS_OF.plusDays(3));
        assertThat(SourceMapping.load(SourceFolder.of("lines", files)).queriesByDay())
                .containsExactly("accounts");
    }
}
