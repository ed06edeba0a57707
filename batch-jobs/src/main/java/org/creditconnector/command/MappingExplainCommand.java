package org.creditconnector.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.mapping.ExplainedAccount;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping explain}: the way of one value from the source to the record, and on to a registry's field. */
@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Says why a field of one account is what it is: column, each step, code table row, derivation, rules.",
            "Every line with file and line. Values are masked by class."
        })
final class MappingExplainCommand extends Action {
    @Parameters(paramLabel = "SOURCE", index = "0", description = "Configured source, folder name or directory.")
    String source = "";

    @Parameters(
            paramLabel = "KEY",
            index = "1",
            description = "Range key of the account; in a sample also its account key.")
    String key = "";

    @Parameters(
            paramLabel = "FIELD",
            index = "2",
            description = {
                "Path such as account.openedOn, instalments[0].dueOn, parties[borrower].role, position.balance;",
                "or a field of a registry: TARGET:RECORD.FIELD, such as pbcrc:210.OpenDate."
            })
    String field = "";

    @Option(names = "--date", paramLabel = "D", description = "Business date; the last complete one if not given.")
    @Nullable LocalDate date;

    @Override
    Answer act(CreditConnector app) {
        List<RegistryField> registry = field.contains(":") ? registryFields(app) : List.of();
        List<String> paths = registry.isEmpty() ? List.of(field) : paths(registry);
        List<FieldAsked> asked = paths.stream().map(this::asked).toList();
        try (MappingSubject subject = MappingSubject.of(app, source, date)) {
            SourceMapping mapping = subject.mapping();
            RowsAtHand rows = RowsAtHand.of(this, subject, key, 1);
            if (rows.accounts().isEmpty()) {
                throw new CommandException(
                        ExitCode.CONFIGURATION,
                        "there is no account with the key " + key + " in " + source
                                + "; `mapping preview` shows keys that there are");
            }
            ExplainedAccount told =
                    mapping.trace(rows.shapes()).explain(rows.accounts().get(0), rows.run());
            StringBuilder text = new StringBuilder();
            registry.forEach(one -> text.append(line(one)).append('\n'));
            List<Map<String, @Nullable Object>> json = new ArrayList<>();
            for (FieldAsked path : asked) {
                demandGroups(path, mapping);
                FieldExplanation explained = new FieldExplanation(path, told, mapping.fills());
                text.append(explained.text());
                json.addAll(explained.json());
            }
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("command", command());
            answer.put("accountKey", told.account().accountKey());
            answer.put("held", told.account().record() == null);
            answer.put(
                    "registryFields",
                    registry.stream().map(MappingExplainCommand::json).toList());
            answer.put("fields", json);
            return new Answer(
                    ExitCode.DONE,
                    answer,
                    told.account().accountKey() + (told.account().record() == null ? "  held\n" : "\n") + text);
        }
    }

    private FieldAsked asked(String path) {
        FieldAsked asked = FieldAsked.parse(path);
        if (asked == null || RecordFields.at(asked.general()) == null) {
            throw usage("the record has no field \"" + path + "\""
                    + RecordFields.hint(asked == null ? path : asked.general()));
        }
        return asked;
    }

    /** A name in brackets is one of the mapping's groups. */
    private void demandGroups(FieldAsked path, SourceMapping mapping) {
        for (FieldAsked.Segment segment : path.segments()) {
            String group = segment.selector();
            if (group != null && !group.isEmpty() && !group.matches("[0-9]+")) {
                List<String> groups = mapping.lineage().groups(segment.name());
                if (!groups.contains(group)) {
                    throw usage("the mapping " + mapping.name() + " has no " + segment.name() + "[" + group + "]"
                            + (groups.isEmpty()
                                    ? "; name an element by its index, such as " + segment.name() + "[0]"
                                    : Suggestions.hint(group, groups)));
                }
            }
        }
    }

    private List<RegistryField> registryFields(CreditConnector app) {
        int colon = field.indexOf(':');
        ConnectorConfig config = app.hasConfig() ? app.config() : null;
        return FieldCoverage.fields(this, config, field.substring(0, colon), field.substring(colon + 1));
    }

    private static List<String> paths(List<RegistryField> fields) {
        return fields.stream()
                .flatMap(one -> one.from().stream())
                .filter(from -> from.contains("."))
                .distinct()
                .toList();
    }

    private static String line(RegistryField one) {
        return one.record() + "." + one.name() + "  " + one.meaning() + "  must be: " + one.requirement()
                + "\n  made from " + String.join(", ", one.from()) + "  " + one.place();
    }

    private static Map<String, @Nullable Object> json(RegistryField one) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("record", one.record());
        json.put("segment", one.segment());
        json.put("field", one.name());
        json.put("requirement", one.requirement());
        json.put("from", one.from());
        json.put("place", one.place());
        return json;
    }
}
