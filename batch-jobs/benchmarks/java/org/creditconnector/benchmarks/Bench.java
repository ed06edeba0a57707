package org.creditconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.creditconnector.benchmarks.micro.Micro;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Measures a night of the product beside the bare work, by turns, so that whatever else the machine does meets both. What either
 * costs to start is measured with a lender of ten accounts and taken off.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a night of the product beside a hand-written program that does the bare work, and prints the"
                + " ratios. Needs Linux and a checkout.")
public final class Bench implements Callable<Integer> {
    private static final int FEW = 10;
    private static final int STARTS = 3;

    @Mixin
    private BenchOptions options = new BenchOptions();

    private final Path checkout;

    private Bench(Path checkout) {
        this.checkout = checkout;
    }

    public static void main(String[] arguments) {
        Path checkout = Path.of(System.getProperty("credit-connector.checkout", ".")).toAbsolutePath();
        CommandLine command = new CommandLine(new Bench(checkout));
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(failure.getMessage());
            return 1;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (options.micro()) {
            Micro.run(checkout, Math.max(1, options.pairs() / 2));
            return 0;
        }
        try (Database server = options.database() == null ? Database.ofOurOwn() : Database.at(options.database())) {
            ProductRun product = new ProductRun(checkout, server, options);
            LightRun light = new LightRun(checkout, server, options);
            say("server    " + server.settings());
            if (!options.delta().isEmpty()) {
                delta(server, product, light);
                return 0;
            }
            if (options.processes() > 0) {
                for (int accounts : options.accounts()) {
                    ratio(
                            "1 worker / " + options.processes(),
                            accounts + " accounts, until all ranges were stored",
                            new WorkersRun(product, options, Bench::say).of(lender(server, accounts)));
                }
                return 0;
            }
            PeerRun peers = PeerRun.prepared(checkout, server, options, options.peers(), Bench::say);
            ReferenceLender few = lender(server, FEW);
            List<MeasuredRun> productStarts = new ArrayList<>();
            List<MeasuredRun> lightStarts = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                productStarts.add(product.of(few));
                lightStarts.add(light.of(few));
            }
            Map<Peer, Cost> peerStarts = new EnumMap<>(Peer.class);
            for (Peer peer : peers.ready()) {
                List<MeasuredRun> starts = new ArrayList<>();
                for (int i = 0; i < STARTS; i++) {
                    starts.add(peers.of(peer, few, LightRun.figures(lightStarts.get(i))));
                }
                peerStarts.put(peer, middle(starts));
            }
            BenchReport report = new BenchReport(server.settings());
            for (int accounts : options.accounts()) {
                ReferenceLender lender = lender(server, accounts);
                Series ours = new Series("product", accounts, middle(productStarts), new ArrayList<>());
                Series bare = new Series("measure", accounts, middle(lightStarts), new ArrayList<>());
                heading(accounts);
                show(ours, "start", ours.start());
                show(bare, "start", bare.start());
                Map<Peer, Series> others = new EnumMap<>(Peer.class);
                peerStarts.forEach((peer, start) ->
                        others.put(peer, new Series(peer.label(), accounts, start, new ArrayList<>())));
                others.values().forEach(other -> show(other, "start", other.start()));
                for (int pair = 1; pair <= options.pairs(); pair++) {
                    run(ours, pair, product.of(lender));
                    MeasuredRun measure = light.of(lender);
                    run(bare, pair, measure);
                    for (Map.Entry<Peer, Series> other : others.entrySet()) {
                        run(other.getValue(), pair, peers.of(other.getKey(), lender, LightRun.figures(measure)));
                    }
                }
                summary(ours, bare);
                others.values().forEach(other -> beside(other, ours));
                report.add(ours, bare, List.copyOf(others.values()), product.stored(lender));
            }
            if (options.report() != null) {
                say("charts    " + report.write(checkout.resolve("batch-jobs/benchmarks"), options.report()));
            }
        }
        return 0;
    }

    private void delta(Database server, ProductRun product, LightRun light)
            throws SQLException, IOException, InterruptedException {
        Cost nothing = new Cost(0, 0, 0, 0, 0);
        for (int accounts : options.accounts()) {
            ReferenceLender lender = lender(server, accounts);
            heading(accounts);
            DeltaRun nights = new DeltaRun(product, server, (name, run) -> {
                show(new Series(name, accounts, nothing, List.of()), "", run.cost());
                say(String.format(Locale.ROOT, "              accounts read: %,d", DeltaRun.read(run)));
            });
            show(new Series("measure", accounts, nothing, List.of()), "", light.of(lender).cost());
            for (DeltaRun.Measured measured : nights.of(lender, options.delta(), options.pairs())) {
                Series changes = new Series(measured.touched() + " changed", accounts, nothing, measured.changes());
                Series whole = new Series("all read", accounts, nothing, measured.whole());
                String what = changes.name() + " / all";
                ratio(what, "wall, whole process", changes.ratios(whole, Cost::wall, false));
                ratio(what, "CPU of program and database", changes.ratios(whole, Cost::work, false));
            }
        }
    }

    private ReferenceLender lender(Database server, int accounts) throws SQLException, IOException {
        say("lender    of " + accounts + " accounts, made once for this server ...");
        return ReferenceLender.of(server, checkout.resolve("batch-jobs/benchmarks/reference-lender.sql"), accounts);
    }

    private static Cost middle(List<MeasuredRun> runs) {
        return runs.stream()
                .map(MeasuredRun::cost)
                .sorted(Comparator.comparingDouble(Cost::work))
                .toList()
                .get(runs.size() / 2);
    }

    private static void heading(int accounts) {
        say("");
        say(String.format(
                Locale.ROOT,
                "%,d accounts%5s%10s%10s%10s%12s%10s%12s",
                accounts,
                "run",
                "wall s",
                "CPU s",
                "DB CPU s",
                "us/account",
                "peak MiB",
                "registry s"));
    }

    private static void run(Series series, int pair, MeasuredRun run) {
        series.runs().add(run);
        show(series, Integer.toString(pair), run.cost());
    }

    private static void show(Series series, String run, Cost cost) {
        say(String.format(
                Locale.ROOT,
                "%-13s%6s%10.1f%10.1f%10.1f%12.0f%10d%12.1f",
                series.name(),
                run,
                cost.wall(),
                cost.cpu(),
                cost.database(),
                cost.work() * 1e6 / series.accounts(),
                cost.memory(),
                cost.other()));
    }

    private static void summary(Series ours, Series bare) {
        for (Series one : List.of(ours, bare)) {
            say(String.format(
                    Locale.ROOT,
                    "%-13smedian%10.1f%10.1f%10.1f%12.0f%10.0f   (us/account: start taken off)",
                    one.name(),
                    one.median(Cost::wall),
                    one.median(Cost::cpu),
                    one.median(Cost::database),
                    one.perAccount(Cost::work),
                    one.median(Cost::memory)));
        }
        ratio("wall, whole process", ours.ratios(bare, Cost::wall, false));
        ratio("wall, without start", ours.ratios(bare, Cost::wall, true));
        ratio("CPU of program and database, without start", ours.ratios(bare, Cost::work, true));
        ratio("CPU of the program, without start", ours.ratios(bare, Cost::cpu, true));
        ratio("CPU of the database, without start", ours.ratios(bare, Cost::database, true));
    }

    private static void beside(Series other, Series ours) {
        String of = other.name() + " / product";
        ratio(of, "wall, whole process", other.ratios(ours, Cost::wall, false));
        ratio(of, "wall, without start", other.ratios(ours, Cost::wall, true));
        ratio(of, "CPU of program and database, without start", other.ratios(ours, Cost::work, true));
    }

    private static void ratio(String what, double[] ratios) {
        ratio("product / measure", what, ratios);
    }

    private static void ratio(String of, String what, double[] ratios) {
        say(String.format(
                Locale.ROOT,
                "%-18s %-45s %.2f  (%.2f to %.2f)",
                of,
                what,
                Series.median(ratios),
                ratios[0],
                ratios[ratios.length - 1]));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
