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

/** {@code mapping preview}: some records as they would be. */
@Command(
        name = "preview",
        sortOptions = false,
        description = {
            "Maps some accounts and shows the records and findings. Stores and sends nothing.",
            "Values of persons are masked. A folder that is no configured source shows its sample."
        })
final class MappingPreviewCommand extends Action {
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
