package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.creditconnector.night.ExitCode;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryRule;
import org.creditconnector.rules.Rule;
import org.creditconnector.rules.RuleTable;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rules list}: every rule that may hold an account, whoever made it. */
@Command(
        name = "rules",
        description = "The rules that records and items are checked by.",
        subcommands = RulesCommand.RuleList.class)
final class RulesCommand extends Group {

    /** {@code rules list}. */
    @Command(
            name = "list",
            sortOptions = false,
            description = {
                "Lists the rules for records of any registry and those of each kind of registry: id, severity, what is wrong when it",
                "finds something, the fields it reads, since when, and file and line. With --json all of it as one object."
            })
    static final class RuleList extends Action {
        private static final int LONGEST = 110;
        private static final String RECORD = "record";

        @Option(
                names = "--of",
                paramLabel = "KIND",
                description = "Only those of records (\"record\") or of a kind of registry, such as pbcrc.")
        @Nullable String of;

        @Option(
                names = "--field",
                paramLabel = "FIELD",
                description = "Only those that read a field, such as account.openedOn.")
        @Nullable String field;

        /** A rule, whoever made it. */
        private record Row(
                String kind,
                String id,
                String group,
                String severity,
                String text,
                List<String> reads,
                String decided,
                String since,
                String place) {
            Map<String, @Nullable Object> json() {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("of", kind);
                json.put("id", id);
                json.put("group", group);
                json.put("severity", severity);
                json.put("text", text);
                json.put("fields", reads);
                json.put("decided", decided);
                json.put("since", since);
                json.put("place", place);
                return json;
            }
        }

        @Override
        Answer act(CreditConnector app) {
            Registries shipped = Registries.shipped();
            List<String> kinds = new ArrayList<>(List.of(RECORD));
            kinds.addAll(shipped.codes());
            if (of != null && !kinds.contains(of)) {
                throw usage("--of is \"" + of + "\"" + Suggestions.hint(of, kinds));
            }
            List<Row> rows = new ArrayList<>();
            for (Rule rule : RuleTable.all()) {
                if (field == null || rule.isReading(field)) {
                    rows.add(row(rule));
                }
            }
            for (String code : shipped.codes()) {
                for (RegistryRule rule : shipped.profile(code).rules()) {
                    if (field == null || rule.reads().contains(field)) {
                        rows.add(row(code, rule));
                    }
                }
            }
            rows.removeIf(row -> of != null && !row.kind().equals(of));
            TextTable table = new TextTable("of", "rule", "severity", "finds", "reads", "since");
            for (Row row : rows) {
                table.row(
                        row.kind(),
                        row.group().isEmpty() ? row.id() : row.group() + "/" + row.id(),
                        row.severity(),
                        shortened(row.text() + (row.decided().isEmpty() ? "" : "; decided " + row.decided())),
                        shortened(String.join(" ", row.reads())),
                        row.since());
            }
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("rules", rows.stream().map(Row::json).toList());
            return new Answer(ExitCode.DONE, json, rows.isEmpty() ? "no rule reads " + field : table.text(""));
        }

        private static Row row(Rule rule) {
            return new Row(
                    RECORD,
                    rule.id(),
                    "",
                    rule.severity().name(),
                    rule.text() + "; " + rule.whatToDo(),
                    rule.reads(),
                    "",
                    rule.since(),
                    rule.place());
        }

        private static Row row(String code, RegistryRule rule) {
            return new Row(
                    code.toLowerCase(Locale.ROOT),
                    rule.id(),
                    rule.group(),
                    rule.severity().name(),
                    rule.text(),
                    rule.reads(),
                    rule.decided(),
                    rule.since(),
                    rule.place());
        }

        private static String shortened(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        }
    }
}
