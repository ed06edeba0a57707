package org.creditconnector.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.mapping.TracedMapping;
import org.creditconnector.night.ExitCode;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping preview}: rows of the source and the records they become, side by side. */
@Command(
        name = "preview",
        sortOptions = false,
        description = {
            "Maps some accounts and shows their rows beside the records and findings. Stores and sends nothing.",
            "Values of persons are masked. A folder that is no configured source shows its sample. --reveal shows what is personal",
            "(amounts, days, states) of one account of a configured source, and writes down who looked and why; what identifies a",
            "person is never shown."
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

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Only this account: its key as lists show it, with or without the source's key-prefix, or its range key.")
    @Nullable String key;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many rows of each query of an account. Default: ${DEFAULT-VALUE}.")
    int rows = 2;

    @Option(names = "--date", paramLabel = "D", description = "Business date; the last complete one if not given.")
    @Nullable LocalDate date;

    @Option(names = "--watch", description = "Show it again whenever a file of the folder is saved; Ctrl-C ends it.")
    boolean watch;

    @Mixin
    Reveal reveal = new Reveal();

    @Override
    Answer act(CreditConnector app) {
        reveal.check(this, key, "--key KEY, --author NAME and --reason TEXT");
        if (reveal.asked && watch) {
            throw usage("--reveal shows one account once; leave --watch out");
        }
        if (accounts < 1 || accounts > MOST) {
            throw usage("--accounts is " + accounts + ", expected 1 to " + MOST);
        }
        if (rows < 1) {
            throw usage("--rows is " + rows + ", expected 1 or more");
        }
        if (watch) {
            return new PreviewWatch(this, app).until();
        }
        try (MappingSubject subject = MappingSubject.of(app, source, date)) {
            RowsAtHand at = RowsAtHand.of(this, subject, key, accounts);
            reveal.note(this, app, source, at);
            return shown(subject.mapping(), at);
        }
    }

    /** The accounts as the mapping makes them now. */
    Answer shown(SourceMapping mapping, RowsAtHand at) {
        TracedMapping traced = mapping.trace(at.shapes());
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (SourceAccount account : at.accounts()) {
            AccountView view = new AccountView(mapping, account, traced.explain(account, at.run()), reveal.level());
            json.add(view.json());
            text.append(text.isEmpty() ? "" : "\n").append(view.text(rows));
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("command", command());
        answer.put("mapping", mapping.name());
        answer.put("version", mapping.version());
        answer.put("accounts", json);
        return new Answer(ExitCode.DONE, answer, json.isEmpty() ? "no accounts" : text.toString());
    }
}
