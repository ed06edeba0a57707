package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.creditconnector.command.Typed;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.baihang.BaihangFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single records side by side to an agency that takes them in any order, but those of one loan in theirs. */
class ParallelRecordsTest {
    private static final int LANES = 4;
    private static final int LOANS = 12;

    @TempDir
    Path home;

    private BaihangNights yuan;

    @BeforeEach
    void open() throws Exception {
        yuan = new BaihangNights(home, new StoreSettings("jdbc:h2:file:" + home.resolve("store"), "sa", ""), true);
        yuan.limits = "{parallel: " + LANES + "}";
        for (int loan = 1; loan <= LOANS; loan++) {
            yuan.lender.lend(loan, loan);
        }
    }

    @AfterEach
    void close() {
        yuan.close();
    }

    private List<String> night(String date) throws Exception {
        long before = yuan.lastEffect();
        RunReport run = yuan.run(date);
        assertThat(run.exit()).as(date + " " + run.cause()).isEqualTo(ExitCode.DONE);
        assertThat(yuan.refused()).as(date).isEmpty();
        assertThat(yuan.mirror()).as(date).isEqualTo(yuan.held());
        return yuan.accepted(before);
    }

    @Test
    void asManyAreUnderWayAsTheTargetAllowsAndNeverMoreAndALoanKeepsItsOrder() throws Exception {
        yuan.http.underWay().gather(LANES);
        assertThat(night("2024-03-15")).hasSize(LOANS);
        assertThat(yuan.http.underWay().most()).isEqualTo(LANES);

        yuan.http.underWay().gather(LANES);
        List<String> told = night("2024-07-31");
        assertThat(yuan.http.underWay().most()).isEqualTo(LANES);
        assertThat(told).hasSizeGreaterThan(4 * LOANS);
        for (int loan = 1; loan <= LOANS; loan++) {
            String key = YuanLender.key(loan);
            assertThat(told.stream()
                            .filter(one -> one.contains(key))
                            .map(one -> one.substring(one.length() - "2024-07-31".length())))
                    .as(key)
                    .isSorted()
                    .hasSize(told.size() / LOANS);
        }
    }

    @Test
    void oneWhoseAnswerIsLostLeavesTheOthersRight() throws Exception {
        yuan.registry.plant(BaihangFault.LOSE_ANSWER, 3);
        RunReport run = yuan.run("2024-03-15");
        assertThat(run.exit()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(yuan.accepted(0)).hasSize(LOANS);
        assertThat(yuan.posts()).isEqualTo(LOANS);
        assertThat(yuan.run("2024-03-15").exit()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(yuan.posts()).as("nothing goes again").isEqualTo(LOANS);

        String lost = (String) yuan.rows("select package_id from submission_package where state = 'UNKNOWN'")
                .get(0)
                .get("package_id");
        Typed typed = new Typed(home);
        assertThat(typed.run("resolve", lost, "--as", "received", "--author", "Ada", "--reason", "they have it"))
                .isZero();
        assertThat(night("2024-03-15")).isEmpty();
    }

    /** Measured at the agency's side: what a connection for each record costs, and what is saved where it is kept. */
    @ParameterizedTest
    @CsvSource({"false, 12, 12", "true, 1, 4"})
    void aLaneThatKeepsItsConnectionOpensOne(boolean kept, int least, int most) throws Exception {
        yuan.more = "keep-connections: " + kept;
        night("2024-03-15");
        assertThat(yuan.posts()).isEqualTo(LOANS);
        assertThat(yuan.http.connections()).isBetween((long) least, (long) most);
    }
}
