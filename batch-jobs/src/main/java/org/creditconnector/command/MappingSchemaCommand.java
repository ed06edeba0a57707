package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.mapping.MappingSchema;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mapping schema}: what editors need to complete and check {@code mapping.yaml}. */
@Command(
        name = "schema",
        sortOptions = false,
        description = "Prints the JSON Schema of mapping.yaml, made from the credit record, for editors and pipelines.")
final class MappingSchemaCommand extends Action {
    @Option(names = "--out", paramLabel = "FILE", description = "Write it there instead; an older one is replaced.")
    @Nullable Path out;

    @Override
    Answer act(CreditConnector app) {
        Map<String, Object> schema = MappingSchema.document();
        Path file = out;
        if (file == null) {
            return new Answer(ExitCode.DONE, new LinkedHashMap<>(schema), Json.pretty(schema));
        }
        try {
            Files.writeString(file, Json.pretty(schema) + "\n");
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE, "the schema cannot be written to " + file + " (" + e.getMessage() + ")", e);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("file", file.toString());
        return new Answer(ExitCode.DONE, json, file + " written");
    }
}
