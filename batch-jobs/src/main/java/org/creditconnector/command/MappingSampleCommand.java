package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.mapping.DisguisedSample;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping sample}: rows of a real source, in disguise, as the folder's sample. */
@Command(
        name = "sample",
        sortOptions = false,
        description = {
            "Runs the queries of a configured source as they are, takes a few accounts that show as much as possible (open,",
            "closed, in arrears, held) and writes them into sample/ in disguise: names, identity numbers, telephones, addresses",
            "and keys are made up, days move by whole years, amounts are multiplied. sample/expected stays as it is."
        })
final class MappingSampleCommand extends Action {
    private static final int MOST = 100;
    /** Accounts of a range that are looked at. */
    private static final int LOOKED_AT = 2_000;

    @Parameters(paramLabel = "SOURCE", description = "Configured source; its folder must be a directory.")
    String source = "";

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many accounts. Default: ${DEFAULT-VALUE}.")
    int accounts = 5;

    @Option(names = "--date", paramLabel = "D", description = "Business date; the last complete one if not given.")
    @Nullable LocalDate date;

    @Option(names = "--force", description = "Replace the rows of a sample that is there.")
    boolean force;

    @Override
    Answer act(CreditConnector app) throws IOException {
        if (accounts < 1 || accounts > MOST) {
            throw usage("--accounts is " + accounts + ", expected 1 to " + MOST);
        }
        try (MappingSubject subject = MappingSubject.of(app, source, date)) {
            SourceMapping mapping = subject.mapping();
            Lender lender = subject.lender();
            Path directory = mapping.folder().directory();
            if (lender == null) {
                throw usage(
                        source + " is no configured source, and only a source has rows; name one under sources in the"
                                + " configuration");
            }
            if (directory == null) {
                throw usage("the folder of " + source
                        + " comes from the application and cannot be written to; put a copy of it"
                        + " into a directory that source-folders names");
            }
            if (!force && MappingSamples.exists(mapping)) {
                throw usage(
                        "the folder " + mapping.name() + " has a sample; --force replaces its rows, and `mapping test "
                                + source + "` then shows what comes out otherwise");
            }
            return written(mapping, lender, directory);
        }
    }

    private Answer written(SourceMapping mapping, Lender lender, Path directory) throws IOException {
        lender.open();
        Map<String, RowShape> shapes = lender.shapes();
        List<SampleChoice.Taken> taken = SampleChoice.of(candidates(lender), accounts);
        List<SourceAccount> rows =
                taken.stream().map(SampleChoice.Taken::source).toList();
        SortedMap<String, String> files = DisguisedSample.files(
                mapping, rows, shapes, lender.run().businessDate(), new SecureRandom().nextLong());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("mapping", mapping.name());
        json.put("accounts", taken.stream().map(SampleChoice.Taken::adds).toList());
        json.put("files", files.keySet());
        StringBuilder text = new StringBuilder(mapping.name() + ": " + taken.size() + " accounts in disguise\n");
        for (int i = 0; i < taken.size(); i++) {
            List<String> adds = taken.get(i).adds();
            text.append("  accounts.csv:")
                    .append(i + 2)
                    .append("  ")
                    .append(adds.isEmpty() ? "like others before it" : String.join(", ", adds))
                    .append('\n');
        }
        text.append("look through ")
                .append(directory.resolve("sample"))
                .append(" before you share it, then: mapping test ")
                .append(source)
                .append(" --accept --author NAME --reason TEXT\n");
        return new Answer(ExitCode.DONE, json, text.toString());
    }

    private static List<SampleChoice.Candidate> candidates(Lender lender) {
        Function<SourceAccount, MappedAccount> map = lender.map();
        List<SampleChoice.Candidate> candidates = new ArrayList<>();
        List<KeyRange> ranges = lender.plan().ranges();
        // The oldest accounts, those in between and the newest: what is rare often stands together.
        for (int at : new TreeSet<>(List.of(0, ranges.size() / 2, ranges.size() - 1))) {
            lender.read(ranges.get(at)).accounts().stream()
                    .limit(LOOKED_AT)
                    .forEach(account -> candidates.add(SampleChoice.Candidate.of(account, map.apply(account))));
        }
        return candidates;
    }
}
