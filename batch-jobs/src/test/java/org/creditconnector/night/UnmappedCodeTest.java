package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.TinyLender.key;

import java.nio.file.Files;
import java.nio.file.Path;
import org.creditconnector.command.Typed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A code that the lender did not have before, from the night that meets it to the night that reports it. */
class UnmappedCodeTest {
    @TempDir
    Path home;

    private NightFixture night;
    private Typed typed;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home);
        night.target = "feedback-wait: 1s\ngate: {held-percent: 50}";
        typed = new Typed(home);
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void itHoldsItsAccountsIsToldInOneLineAndGoesOnceTheTableHasARow() throws Exception {
        for (int number : new int[] {2, 5, 7}) {
            night.lender.change(number, ",A,", ",X7,");
        }
        night.lender.change(9, ",A,", ",ZZ,");

        RunReport first = night.run(FRIDAY);
        assertThat(first.accounts().held()).isEqualTo(4);
        assertThat(first.items().accepted()).isEqualTo(ACCOUNTS - 4);

        assertThat(typed.run("held", "--by", "code")).isZero();
        assertThat(typed.out()).isEqualTo("""
                registry/tiny/2024-03-22/1
                  3 accounts held: the code X7 of accounts.status for state.status.value has no row in the code table status; the first is L-00002
                  1 account held: the code ZZ of accounts.status for state.status.value has no row in the code table status; the first is L-00009
                  next  add a row for each to its code table; the next night reports the accounts
                """);
        assertThat(typed.run("held", "--by", "code", "--limit", "1")).isZero();
        assertThat(typed.out()).contains("3 accounts held").contains("... and 1 more; see --limit");
        assertThat(typed.run("held", "--by", "colour")).isEqualTo(2);

        Path table = home.resolve("sources/tiny/codes/status.csv");
        Files.writeString(table, Files.readString(table) + "X7,OPEN,,,\n");
        night.reopen();
        long before = night.lastEffect();
        RunReport second = night.run(FRIDAY.plusDays(1));
        assertThat(second.accounts().held()).isEqualTo(1);
        assertThat(night.accepted(before))
                .anySatisfy(item -> assertThat(item).startsWith("account:" + key(2)))
                .anySatisfy(item -> assertThat(item).startsWith("account:" + key(5)))
                .anySatisfy(item -> assertThat(item).startsWith("account:" + key(7)))
                .noneSatisfy(item -> assertThat(item).startsWith("account:" + key(9)));

        assertThat(typed.run("held", "--by", "code", "--json")).isZero();
        assertThat(typed.out())
                .contains("\"code\":\"ZZ\"", "\"columns\":[\"accounts.status\"]", "\"accounts\":1")
                .doesNotContain("X7");
    }
}
