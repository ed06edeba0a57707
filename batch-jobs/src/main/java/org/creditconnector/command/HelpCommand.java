package org.creditconnector.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.night.ExitCode;
import org.creditconnector.yaml.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code help}, {@code help COMMAND} and {@code help exit-codes}. */
@Command(name = "help", description = "Help on a command; `help exit-codes` lists the exit codes.")
final class HelpCommand extends Action {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "A command, or exit-codes.")
    List<String> topic = new ArrayList<>();

    @Override
    Answer act(CreditConnector app) {
        if (topic.equals(List.of("exit-codes"))) {
            return exitCodes();
        }
        CommandLine line = spec.root().commandLine();
        for (String word : topic) {
            CommandLine next = line.getSubcommands().get(word);
            if (next == null) {
                throw usage("there is no command '" + String.join(" ", topic) + "'"
                        + Suggestions.hint(word, line.getSubcommands().keySet()));
            }
            line = next;
        }
        StringWriter text = new StringWriter();
        line.usage(new PrintWriter(text));
        return Answer.done("help", "usage", text.toString(), text.toString());
    }

    private Answer exitCodes() {
        TextTable table = new TextTable("code", "name", "meaning", "what to do");
        List<Map<String, Object>> codes = new ArrayList<>();
        for (ExitCode code : ExitCode.values()) {
            table.row(code.number(), code.name(), code.meaning(), code.remedy());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("exit", code.number());
            entry.put("code", code.name());
            entry.put("meaning", code.meaning());
            entry.put("remedy", code.remedy());
            codes.add(entry);
        }
        List<String> order = ExitCode.precedence().stream()
                .map(code -> String.valueOf(code.number()))
                .toList();
        return Answer.done(
                "help",
                "exitCodes",
                codes,
                table.text("") + "\nOf several endings the worst counts, in this order: " + String.join(", ", order));
    }
}
