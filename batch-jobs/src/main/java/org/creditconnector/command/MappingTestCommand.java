package org.creditconnector.command;

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
        return Answer.of(same ? ExitCode.DONE : ExitCode.CONFIGURATION, command(), "folders", folders, text.toString());
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
