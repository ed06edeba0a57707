package org.creditconnector.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.creditconnector.benchmarks.light.LightPipeline;
import org.creditconnector.benchmarks.peers.BatchNight;
import org.creditconnector.benchmarks.peers.DuckNight;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured does what it says; how fast it is stands in no test. */
class ReferenceLenderTest {
    private static final Path BENCHMARKS = Path.of("benchmarks");

    @TempDir
    Path directory;

    @Test
    void aThousandAccountsHaveTheFiguresThatFourOtherProgramsFound() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                Database server = Database.at("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/?user=postgres");
                Sink sink = new Sink()) {
            ReferenceLender lender = ReferenceLender.of(server, BENCHMARKS.resolve("reference-lender.sql"), 1_000);

            assertThat(lender.accounts()).isEqualTo(1_000);
            assertThat(lender.paid()).isEqualByComparingTo(new BigDecimal("205282199.29"));
            // Accounts and cents as hand-written SQL, DuckDB, Spark and Python found them for the same lender.
            assertThat(LightPipeline.figures(
                            server.url(lender.database()), sink.address(), BENCHMARKS.resolve("light-record.avsc"), 2))
                    .startsWith("accepted=996 refused=4 overdue=2507283105 packages=2 ");
            for (String mode : List.of("tutorial", "paged")) {
                assertThat(BatchNight.figures(
                                mode,
                                server.url(lender.database()),
                                sink.address(),
                                BENCHMARKS.resolve("light-record.avsc")))
                        .as(mode)
                        .isEqualTo("accepted=996 refused=4 overdue=2507283105 ");
            }
            assertThat(DuckNight.figures(server.url(lender.database()), sink.address(), directory))
                    .isEqualTo("accepted=996 refused=4 overdue=2507283105 ");
        }
    }

    /** The Spark job is held to the measure's figures by the bench alone: no test resolves Spark. */
    @Test
    void theScriptFindsTheSameWherePythonCanReadPostgres() throws Exception {
        assumeThat(PythonInterpreter.withPsycopg2())
                .as("a python3 with psycopg2")
                .isPresent();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                Database server =
                        Database.at("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/?user=postgres")) {
            ReferenceLender lender = ReferenceLender.of(server, BENCHMARKS.resolve("reference-lender.sql"), 1_000);
            PeerRun peers = PeerRun.prepared(
                    Path.of("..").toAbsolutePath().normalize(),
                    server,
                    new BenchOptions(),
                    Set.of(Peer.PYTHON),
                    said -> {});

            MeasuredRun run = peers.of(Peer.PYTHON, lender, new Figures(996, 4, 2_507_283_105L));

            assertThat(run.output()).startsWith("accepted=996 refused=4 overdue=2507283105 packages=1 ");
            assertThatThrownBy(() -> peers.of(Peer.PYTHON, lender, new Figures(996, 4, 2_507_283_104L)))
                    .hasMessageStartingWith(
                            "BENCH-WRONG python found other figures than the measure: accepted=996 refused=4"
                                    + " overdue=2507283105 instead of accepted=996 refused=4 overdue=2507283104");
        }
    }

    @Test
    void theFolderOfTheLenderIsRight() {
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(BENCHMARKS.resolve("sources/reference-lender")));

        assertThat(mapping.name()).isEqualTo("reference-lender");
    }
}
