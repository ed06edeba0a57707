package org.creditconnector.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.mapping.ExplainedAccount;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping explain}: the way of one value from the source to the record, and on to a registry's field. */
@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Says why a field of one account is what it is: column, each step, code table row, derivation, and of each rule that",
            "reads it whether it holds; of a registry's field also what the registry would be told and what its rules say.",
            "Every line with file and line. Values are masked by class. --reveal shows what is personal (amounts, days, states) of an",
            "account of a configured source, and writes down who looked and why; what identifies a person is never shown."
        })
final class MappingExplainCommand extends Action {
    @Parameters(paramLabel = "SOURCE", index = "0", description = "Configured source, folder name or directory.")
    String source = "";

    @Parameters(
            paramLabel = "KEY",
            index = "1",
            description =
                    "Key of the account as lists show it, with or without the source's key-prefix; or its range key.")
    String key = "";

    @Parameters(
            paramLabel = "FIELD",
            index = "2",
            description = {
                "Path such as account.openedOn, instalments[0].dueOn, parties[borrower].role, position.balance;",
                "or a field of a registry: TARGET:RECORD.FIELD, such as pbcrc:210.OpenDate or baihang:D2.accountOpenDate;",
                "a registry-api registry receives the record itself: registry-api:account.openedOn is account.openedOn."
            })
    String field = "";

    @Option(names = "--date", paramLabel = "D", description = "Business date; the last complete one if not given.")
    @Nullable LocalDate date;

    @Mixin
    Reveal reveal = new Reveal();

    @Override
    Answer act(CreditConnector app) {
        reveal.check(this, key, "--author NAME and --reason TEXT");
        List<RegistryField> registry = registryFields(app);
        List<String> paths = registry.isEmpty() ? List.of(field.substring(field.indexOf(':') + 1)) : paths(registry);
        List<FieldAsked> asked = paths.stream().map(this::asked).toList();
        try (MappingSubject subject = MappingSubject.of(app, source, date)) {
            SourceMapping mapping = subject.mapping();
            asked.forEach(path -> demandGroups(path, mapping));
            RowsAtHand rows = RowsAtHand.of(this, subject, key, 1);
            if (rows.accounts().isEmpty()) {
                throw new CommandException(
                        ExitCode.CONFIGURATION,
                        "there is no account with the key " + key + " in " + source
                                + "; `mapping preview` shows keys that there are");
            }
            reveal.note(this, app, source, rows);
            ExplainedAccount told =
                    mapping.trace(rows.shapes()).explain(rows.accounts().get(0), rows.run());
            RuleVerdicts verdicts = new RuleVerdicts(told);
            StringBuilder text = new StringBuilder();
            List<Map<String, @Nullable Object>> ofRegistry = registry(app, registry, told, verdicts, text);
            List<Map<String, @Nullable Object>> json = new ArrayList<>();
            for (FieldAsked path : asked) {
                FieldExplanation explained =
                        new FieldExplanation(path, told, mapping.fills(), verdicts, reveal.level());
                text.append(explained.text());
                json.addAll(explained.json());
            }
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("command", command());
            answer.put("accountKey", told.account().accountKey());
            answer.put("held", told.account().record() == null);
            answer.put("registryFields", ofRegistry);
            answer.put("fields", json);
            return new Answer(
                    ExitCode.DONE,
                    answer,
                    told.account().accountKey() + (told.account().record() == null ? "  held\n" : "\n") + text);
        }
    }

    /** What the registry would be told under each of its fields, and what its rules say. */
    private List<Map<String, @Nullable Object>> registry(
            CreditConnector app,
            List<RegistryField> fields,
            ExplainedAccount told,
            RuleVerdicts verdicts,
            StringBuilder text) {
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        if (fields.isEmpty()) {
            return json;
        }
        String name = field.substring(0, field.indexOf(':'));
        TargetConfig target = app.hasConfig() ? app.config().targets().get(name) : null;
        RegistryAccount account = target == null
                ? new RegistryAccount(
                        Registries.shipped().profile(name), null, told.account().record(), verdicts)
                : new RegistryAccount(
                        Targets.profile(target),
                        target.settings(),
                        told.account().record(),
                        verdicts);
        for (RegistryField one : fields) {
            text.append(line(one)).append('\n');
            Map<String, @Nullable Object> said = json(one);
            said.putAll(account.tell(one, reveal.level(), text));
            json.add(said);
        }
        return json;
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

    /** Fields of a registry that are meant; none where a path of the record is, also as the field of a registry that receives it. */
    private List<RegistryField> registryFields(CreditConnector app) {
        int colon = field.indexOf(':');
        if (colon < 0) {
            return List.of();
        }
        ConnectorConfig config = app.hasConfig() ? app.config() : null;
        String name = field.substring(0, colon);
        return FieldCoverage.fields(this, config, name, null).isEmpty()
                ? List.of()
                : FieldCoverage.fields(this, config, name, field.substring(colon + 1));
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
