package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping doc}: a page about a mapping for those who answer for it. */
@Command(
        name = "doc",
        sortOptions = false,
        description = {
            "Writes one HTML page about a source folder: columns, fields of the record and of the registries, code tables,",
            "rules, the sample (masked), what is not reported and why. Made from the folder alone; it reads no lender's rows."
        })
final class MappingDocCommand extends Action {
    @Parameters(paramLabel = "SOURCE", description = "Configured source, folder name or directory.")
    String source = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; standard output if not given.")
    @Nullable Path out;

    @Override
    Answer act(CreditConnector app) {
        try (MappingSubject subject = MappingSubject.of(app, source, null)) {
            String html = new MappingPage(subject.mapping()).html();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("mapping", subject.mapping().name());
            json.put("version", subject.mapping().version());
            if (out == null) {
                json.put("html", html);
                return new Answer(ExitCode.DONE, json, html);
            }
            try {
                Files.writeString(out, html);
            } catch (IOException e) {
                throw new CommandException(
                        ExitCode.CONFIGURATION,
                        "--out " + out + " cannot be written (" + e.getClass().getSimpleName()
                                + "); name a file in a directory that is there and may be written");
            }
            json.put("file", out.toString());
            return new Answer(ExitCode.DONE, json, "written " + out);
        }
    }
}
