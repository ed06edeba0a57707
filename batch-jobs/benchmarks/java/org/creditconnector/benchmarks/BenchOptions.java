package org.creditconnector.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to measure. */
final class BenchOptions {
    @Option(
            names = "--accounts",
            paramLabel = "N",
            split = ",",
            defaultValue = "100000",
            description = "Accounts of the reference lender, each with 24 months; several sizes with commas. Default: ${DEFAULT-VALUE}.")
    private List<Integer> accounts = List.of();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often product and measure run by turns. Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "Key ranges that are worked on side by side. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--range-size",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Accounts of a key range of the product. Default: ${DEFAULT-VALUE}.")
    private int range;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "Most heap of either program. Default: ${DEFAULT-VALUE}.")
    private String heap = "";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = {
                "PostgreSQL server on this machine, e.g. \"jdbc:postgresql://127.0.0.1:5432/?user=bench\"; lenders are kept"
                        + " there for the next time. One of our own if not given."
            })
    private @Nullable String database;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes a page with charts (index.html) there.")
    private @Nullable Path report;

    @Option(
            names = "--micro",
            description = "Measures the hot parts one by one (mapping, derivation, rules, encoding, hash, ledger) and nothing else.")
    private boolean micro;

    @Option(
            names = "--delta",
            paramLabel = "N",
            split = ",",
            description = "Accounts that the lender touches before each night: measures the first night beside the measure, once, and then"
                    + " nights that read those accounts beside nights that read all; several with commas.")
    private List<Long> delta = List.of();

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "0",
            description = "Hands the ranges of first nights to one worker process and to so many, by turns over a broker, and compares how"
                    + " long the ranges take; nothing else is measured then.")
    private int processes;

    @Option(
            names = "--peers",
            paramLabel = "NAMES",
            arity = "0..1",
            fallbackValue = PeerChoice.USUAL,
            converter = PeerChoice.Names.class,
            description = {
                "Measures what others do in the product's place as well; names with commas, or all. Without names: "
                        + PeerChoice.USUAL + ".",
                "  tutorial  a Spring Batch job as guides write it",
                "  paged     the same page by page, with packages",
                "  duckdb    CSV exports with DuckDB's SQL",
                "  python    a script; needs a python3 with psycopg2",
                "  spark     a Spark job on two cores, with -Xmx4g; built when first named, for which Maven fetches some 300 MB"
            })
    private PeerChoice peers = PeerChoice.NONE;

    /** What is measured beside product and measure; empty where not asked for. */
    Set<Peer> peers() {
        return peers.peers();
    }

    /** Accounts that the lender touches; empty where only first nights are measured. */
    List<Long> delta() {
        return delta;
    }

    /** Sizes of the lender, in the order given. */
    List<Integer> accounts() {
        return accounts;
    }

    boolean micro() {
        return micro;
    }

    int pairs() {
        return pairs;
    }

    /** Worker processes that are compared with one; zero where that is not measured. */
    int processes() {
        return processes;
    }

    int workers() {
        return workers;
    }

    int range() {
        return range;
    }

    String heap() {
        return heap;
    }

    @Nullable Path report() {
        return report;
    }

    @Nullable String database() {
        return database;
    }
}
