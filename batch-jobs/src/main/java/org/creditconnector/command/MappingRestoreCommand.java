package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.command.Arguments.RunId;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mapping.SourceFolder;
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
            "Writes the source folder that a run was made with, as the store has kept it: queries, lines and code tables, without the",
            "sample. With it the rows of that night give the same records again, byte for byte."
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
        Run made = Runs.require(this, new SubmissionLedger(store), runId);
        MappingFolders.Kept kept = new MappingFolders(store)
                .find(made.mappingVersion())
                .orElseThrow(() -> new CommandException(
                        ExitCode.CONFIGURATION,
                        "the folder of " + made.name() + " is not kept: it was made before folders were"));
        Path folder = out.resolve(kept.name());
        if (!Files.isDirectory(out) || Files.exists(folder)) {
            throw usage("--out is " + out + ", expected a directory in which there is no " + kept.name());
        }
        SourceFolder.unpacked(kept.name(), kept.content()).writeTo(folder);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("run", made.name());
        json.put("version", made.mappingVersion());
        json.put("folder", folder.toString());
        return new Answer(ExitCode.DONE, json, folder + " is what " + made.name() + " was made with");
    }
}
