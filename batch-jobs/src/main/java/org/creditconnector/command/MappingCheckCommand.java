package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mapping check}: the folder and, where there is one, the real source. */
@Command(
        name = "check",
        sortOptions = false,
        description = {
            "Checks a source folder: keys, lines, code tables, queries, coverage. All problems in one pass.",
            "For a configured source it also runs the queries for their columns and counts the keys; it reads no rows."
        })
final class MappingCheckCommand extends Action {
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
