package org.creditconnector.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping test}: the folder's own sample. */
@Command(
        name = "test",
        sortOptions = false,
        description = {
            "Runs the sample of a source folder through the code of the night and compares records and findings.",
            "Needs no database."
        })
final class MappingTestCommand extends Action {
    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..1",
            description = "Configured source, folder name or directory; all folders of the application if not given.")
    @Nullable String source;

    @Option(
            names = "--accept",
            description =
                    "Show the differences, then take what comes out as expected from now on. Needs --author and --reason.")
    boolean accept;

    @Option(names = "--author", paramLabel = "NAME", description = "Who accepts; kept in sample/accepted.csv.")
    String author = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in sample/accepted.csv.")
    String reason = "";

    @Override
    Answer act(CreditConnector app) {
        if (accept && (author.isBlank() || reason.isBlank())) {
            throw usage("--accept needs --author NAME and --reason TEXT: they are kept in sample/accepted.csv");
        }
        if (!accept && !(author.isEmpty() && reason.isEmpty())) {
            throw usage("--author and --reason go with --accept only");
        }
        List<String> names = source == null ? SourceFolder.shippedNames() : List.of(source);
        List<Map<String, @Nullable Object>> folders = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean same = true;
        for (String name : names) {
            try (MappingSubject subject = MappingSubject.of(app, name, null)) {
                same &= one(app, subject.mapping(), folders, text);
            }
        }
        return Answer.of(same ? ExitCode.DONE : ExitCode.CONFIGURATION, command(), "folders", folders, text.toString());
    }

    private boolean one(
            CreditConnector app,
            SourceMapping mapping,
            List<Map<String, @Nullable Object>> folders,
            StringBuilder text) {
        if (!MappingSamples.exists(mapping)) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "the folder " + mapping.name()
                            + " has no sample; write sample/sample.yaml and sample/accounts.csv");
        }
        if (accept && mapping.folder().directory() == null) {
            throw usage("--accept needs a directory; " + mapping.name() + " comes from the application");
        }
        MappingSamples.Result result = MappingSamples.run(mapping);
        List<String> differences = result.differences().stream()
                .map(MappingSamples.Difference::render)
                .toList();
        List<String> changed = accept && !differences.isEmpty()
                ? MappingSamples.accept(mapping, today(app), author, reason)
                : List.of();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mapping", mapping.name());
        json.put("accounts", result.accounts());
        json.put("held", result.held());
        json.put("differences", differences);
        json.put("accepted", changed);
        folders.add(json);
        text.append(mapping.name())
                .append(": ")
                .append(result.accounts())
                .append(" accounts, ")
                .append(result.held())
                .append(" held, ")
                .append(differences.size())
                .append(" differences")
                .append('\n');
        differences.forEach(line -> text.append("  ").append(line).append('\n'));
        if (!changed.isEmpty()) {
            text.append("accepted by ")
                    .append(author)
                    .append(": ")
                    .append(reason)
                    .append('\n');
            changed.forEach(file -> text.append("  ").append(file).append('\n'));
        }
        return differences.isEmpty() || !changed.isEmpty();
    }

    private static LocalDate today(CreditConnector app) {
        return LocalDate.ofInstant(app.surroundings().clock().instant(), ZoneOffset.UTC);
    }
}
