package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.config.ConfigSchema;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code config check} and {@code config schema}. */
@Command(
        name = "config",
        description = "The configuration file.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Schema.class})
final class ConfigCommand extends Group {
    @Command(name = "check", description = "Checks the whole file and touches nothing.")
    static final class Check extends Action {
        @Override
        Answer act(CreditConnector app) {
            ConnectorConfig config = app.config();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("file", config.file().toString());
            json.put("sources", config.sources().keySet());
            json.put("targets", config.targets().keySet());
            return new Answer(
                    ExitCode.DONE,
                    json,
                    config.file() + " is right: sources "
                            + names(config.sources().keySet()) + "; targets "
                            + names(config.targets().keySet()));
        }

        private static String names(java.util.Set<String> names) {
            return names.isEmpty() ? "none" : String.join(", ", names);
        }
    }

    @Command(name = "schema", description = "Prints the JSON Schema of the file, for editors and pipelines.")
    static final class Schema extends Action {
        @Override
        Answer act(CreditConnector app) {
            Map<String, Object> schema = ConfigSchema.document();
            return new Answer(ExitCode.DONE, new LinkedHashMap<>(schema), Json.pretty(schema));
        }
    }
}
