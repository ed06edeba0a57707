package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.command.Arguments.RunId;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Release;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping restore}: the source folder that a run was made with. */
@Command(
        name = "restore",
        sortOptions = false,
        description = {
            "Writes the source folder that a run was made with, as the store has kept it.",
            "Queries, lines and code tables, without the sample. With it and the release of that night the rows give the same records again, byte for byte; it says when this is another one."
        })
final class MappingRestoreCommand extends LedgerAction {
    @Parameters(paramLabel = "RUN", description = "TARGET/SOURCE/DATE/PASS.")
    RunId runId = new RunId("", "", java.time.LocalDate.EPOCH, 0);

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to: a directory that is there; the folder is made in it.")
    Path out = Path.of(".");

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) throws IOException {
        SubmissionLedger ledger = new SubmissionLedger(store);
        Run made = Runs.require(this, ledger, runId);
        MappingFolders.Kept kept = new MappingFolders(store)
                .find(made.mappingVersion())
                .orElseThrow(() -> new CommandException(
                        ExitCode.CONFIGURATION,
                        "the folder of " + made.name() + " is not kept: it was made before folders were"));
        Path folder = out.resolve(kept.name());
        if (!Files.isDirectory(out) || Files.exists(folder)) {
            throw usage("--out is " + out + ", expected a directory in which there is no " + kept.name());
        }
        SourceFolder restored = SourceFolder.unpacked(kept.name(), kept.content());
        restored.writeTo(folder);
        Release release = ledger.release(made.runId()).orElse(null);
        boolean same = SourceMapping.version(restored).equals(made.mappingVersion());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("run", made.name());
        json.put("version", made.mappingVersion());
        json.put("folder", folder.toString());
        json.put("sameSchema", same);
        json.put("release", release);
        json.put("sameRelease", release == null ? null : release.makesTheSameAs(Release.current()));
        return new Answer(
                ExitCode.DONE,
                json,
                folder + " is what " + made.name() + " was made with"
                        + (same
                                ? ""
                                : ", but the record has another schema now: for the same bytes, map with the release of that night")
                        + unlike(release));
    }

    /** Where this release may make something else of the folder than the one of the night did. */
    private static String unlike(@Nullable Release then) {
        if (then == null) {
            return "\nby which rules and derivation is not known: the run was made before that was kept, so its records may come out"
                    + " otherwise";
        }
        return then.makesTheSameAs(Release.current())
                ? ""
                : "\nits records were made by other rules or another derivation, those of release " + then + ", here "
                        + Release.current() + ": for the same bytes, map with that release";
    }
}
