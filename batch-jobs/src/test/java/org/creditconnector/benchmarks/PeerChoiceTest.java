package org.creditconnector.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** What is measured is what was named, and nothing is fetched that was not. */
class PeerChoiceTest {
    @Command(name = "bench")
    private static final class Bench {
        @Mixin
        private final BenchOptions options = new BenchOptions();
    }

    private static Set<Peer> asked(String... arguments) {
        Bench bench = new Bench();
        new CommandLine(bench).parseArgs(arguments);
        return bench.options.peers();
    }

    @Test
    void nobodyIsMeasuredUnasked() {
        assertThat(asked("--pairs", "1")).isEmpty();
    }

    @Test
    void withoutNamesAllButTheOneThatIsFetched() {
        assertThat(asked("--peers", "--pairs", "1"))
                .containsExactly(Peer.TUTORIAL, Peer.PAGED, Peer.DUCKDB, Peer.PYTHON);
    }

    @Test
    void namesAreTakenInAnyOrder() {
        assertThat(asked("--peers=spark")).containsExactly(Peer.SPARK);
        assertThat(asked("--peers", "python,duckdb")).containsExactly(Peer.DUCKDB, Peer.PYTHON);
        assertThat(asked("--peers=all")).containsExactly(Peer.values());
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> asked("--peers=duckdb,spork"))
                .isInstanceOf(ParameterException.class)
                .hasMessageEndingWith(
                        "BENCH-PEERS --peers: no peer is called 'spork', expected tutorial, paged, duckdb, python, spark"
                                + " or all; name one of these");
    }
}
