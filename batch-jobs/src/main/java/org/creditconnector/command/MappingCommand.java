package org.creditconnector.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.RangeKey;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.masking.MaskedJson;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Json;
import org.creditconnector.night.Lender;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code mapping check}, {@code preview} and {@code test}: the loop of somebody who writes a source folder. */
@Command(
        name = "mapping",
        description = "Source folders: from the lender's rows to credit records.",
        subcommands = {
            MappingGuessCommand.class,
            MappingSchemaCommand.class,
            MappingCommand.Check.class,
            MappingCommand.Preview.class,
            MappingCommand.Test.class
        })
final class MappingCommand extends Group {
    /** Folder and, where there is one, the real source. */
    @Command(
            name = "check",
            sortOptions = false,
            description = {
                "Checks a source folder: keys, lines, code tables, queries, coverage. All problems in one pass.",
                "For a configured source it also runs the queries for their columns and counts the keys; it reads no rows."
            })
    static final class Check extends Action {
        @Parameters(paramLabel = "SOURCE", description = "Configured source, folder name or directory.")
        String source = "";

        @Override
        Answer act(CreditConnector app) {
            try (MappingSubject subject = MappingSubject.of(app, source, null)) {
                SourceMapping mapping = subject.mapping();
                Lender lender = subject.lender();
                Long accounts = null;
                if (lender != null) {
                    lender.open();
                    accounts = lender.plan().accounts();
                }
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("command", command());
                json.put("mapping", mapping.name());
                json.put("version", mapping.version());
                json.put("queries", mapping.queries().keySet());
                json.put("live", lender != null);
                json.put("accounts", accounts);
                return new Answer(
                        ExitCode.DONE,
                        json,
                        mapping.name() + " is right: queries "
                                + String.join(", ", mapping.queries().keySet())
                                + (accounts == null
                                        ? "; its columns were taken on trust, since it is no configured source"
                                        : "; its columns fit the source, which has " + accounts + " accounts"));
            }
        }
    }

    /** Some records as they would be. */
    @Command(
            name = "preview",
            sortOptions = false,
            description = {
                "Maps some accounts and shows the records and findings. Stores and sends nothing.",
                "Values of persons are masked. A folder that is no configured source shows its sample."
            })
    static final class Preview extends Action {
        private static final int MOST = 1_000;

        @Parameters(paramLabel = "SOURCE", description = "Configured source, folder name or directory.")
        String source = "";

        @Option(
                names = "--accounts",
                paramLabel = "N",
                defaultValue = "3",
                description = "How many accounts. Default: ${DEFAULT-VALUE}.")
        int accounts = 3;

        @Option(names = "--key", paramLabel = "KEY", description = "Only the account with this range key.")
        @Nullable String key;

        @Option(names = "--date", paramLabel = "D", description = "Business date; the last complete one if not given.")
        @Nullable LocalDate date;

        @Override
        Answer act(CreditConnector app) {
            if (accounts < 1 || accounts > MOST) {
                throw usage("--accounts is " + accounts + ", expected 1 to " + MOST);
            }
            try (MappingSubject subject = MappingSubject.of(app, source, date)) {
                List<MappedAccount> mapped = mapped(subject);
                List<Map<String, @Nullable Object>> json = new ArrayList<>();
                StringBuilder text = new StringBuilder();
                for (MappedAccount account : mapped) {
                    CreditRecord record = account.record();
                    JsonNode shown = record == null ? null : Json.tree(MaskedJson.of(record));
                    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                    entry.put("accountKey", account.accountKey());
                    entry.put("held", record == null);
                    entry.put("record", shown);
                    entry.put("findings", Findings.json(account.findings()));
                    json.add(entry);
                    text.append(account.accountKey())
                            .append(record == null ? "  held\n" : "\n")
                            .append(shown == null ? "" : Json.pretty(shown) + "\n");
                    for (Finding finding : account.findings()) {
                        text.append("  ").append(Findings.line(finding)).append('\n');
                    }
                }
                return Answer.done(command(), "accounts", json, mapped.isEmpty() ? "no accounts" : text.toString());
            }
        }

        private List<MappedAccount> mapped(MappingSubject subject) {
            Lender lender = subject.lender();
            if (lender == null) {
                if (!MappingSamples.exists(subject.mapping())) {
                    throw new CommandException(
                            ExitCode.CONFIGURATION,
                            "the folder " + subject.mapping().name()
                                    + " has no sample and is no configured source, so there are no rows to show");
                }
                return MappingSamples.map(subject.mapping()).stream()
                        .limit(accounts)
                        .toList();
            }
            lender.open();
            Function<SourceAccount, MappedAccount> map = lender.map();
            KeyRange range = key == null
                    ? lender.plan().ranges().get(0)
                    : exactly(key, subject.mapping().rangeKey());
            return lender.read(range).accounts().stream()
                    .limit(accounts)
                    .map(map)
                    .toList();
        }

        /** The range that holds one key: up to the next whole number, or the next text in the order of bytes. */
        private KeyRange exactly(String text, RangeKey rangeKey) {
            if (rangeKey.type() == RangeKey.Type.TEXT) {
                return new KeyRange(0, text, text + "\u0001");
            }
            try {
                long number = Long.parseLong(text);
                return new KeyRange(0, number, number + 1);
            } catch (NumberFormatException e) {
                throw usage("--key is \"" + text + "\", but " + rangeKey.column() + " holds whole numbers");
            }
        }
    }

    /** The folder's own sample. */
    @Command(
            name = "test",
            sortOptions = false,
            description = {
                "Runs the sample of a source folder through the code of the night and compares records and findings.",
                "Needs no database."
            })
    static final class Test extends Action {
        @Parameters(
                paramLabel = "SOURCE",
                arity = "0..1",
                description =
                        "Configured source, folder name or directory; all folders of the application if not given.")
        @Nullable String source;

        @Option(
                names = "--update",
                description = "Take what comes out as expected from now on; review the change like any other.")
        boolean update;

        @Override
        Answer act(CreditConnector app) {
            List<String> names = source == null ? SourceFolder.shippedNames() : List.of(source);
            List<Map<String, @Nullable Object>> folders = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            boolean same = true;
            for (String name : names) {
                try (MappingSubject subject = MappingSubject.of(app, name, null)) {
                    same &= one(subject.mapping(), folders, text);
                }
            }
            return Answer.of(
                    same ? ExitCode.DONE : ExitCode.CONFIGURATION, command(), "folders", folders, text.toString());
        }

        private boolean one(SourceMapping mapping, List<Map<String, @Nullable Object>> folders, StringBuilder text) {
            if (!MappingSamples.exists(mapping)) {
                throw new CommandException(
                        ExitCode.CONFIGURATION,
                        "the folder " + mapping.name()
                                + " has no sample; write sample/sample.yaml and sample/accounts.csv");
            }
            List<String> changed = List.of();
            if (update) {
                if (mapping.folder().directory() == null) {
                    throw usage("--update needs a directory; " + mapping.name() + " comes from the application");
                }
                changed = MappingSamples.update(mapping);
            }
            MappingSamples.Result result = update
                    ? new MappingSamples.Result(MappingSamples.map(mapping).size(), 0, List.of())
                    : MappingSamples.run(mapping);
            List<String> differences = result.differences().stream()
                    .map(MappingSamples.Difference::render)
                    .toList();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("mapping", mapping.name());
            json.put("accounts", result.accounts());
            json.put("held", result.held());
            json.put("differences", differences);
            json.put("updated", changed);
            folders.add(json);
            text.append(mapping.name())
                    .append(": ")
                    .append(result.accounts())
                    .append(" accounts, ")
                    .append(result.held())
                    .append(" held, ")
                    .append(update ? changed.size() + " files updated" : differences.size() + " differences")
                    .append('\n');
            differences.forEach(line -> text.append("  ").append(line).append('\n'));
            changed.forEach(file -> text.append("  ").append(file).append('\n'));
            return differences.isEmpty();
        }
    }
}
