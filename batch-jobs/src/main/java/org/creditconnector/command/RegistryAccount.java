package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.TracedValue;
import org.creditconnector.masking.DataClass;
import org.creditconnector.masking.MaskLevel;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.RegistryRule;
import org.creditconnector.registry.RegistryValue;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.jspecify.annotations.Nullable;

/** What a registry would be told of one account if it had nothing on file, by the code that makes the items of a night. */
final class RegistryAccount {
    private static final int MOST_VALUES = 3;

    /** Settings by which more is told than a target would be. */
    private static final Set<String> WIDER = Set.of("legal-gates", "history-months");

    private final RegistryProfile profile;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final String under;
    private final @Nullable String notAsked;

    /** An item and what it tells. */
    private record Told(ReportItem item, List<RegistryValue> values) {}

    /**
     * Asks the profile.
     *
     * @param profile as a target has configured it, or as it is shipped
     * @param settings what a target told it; null where none is configured
     * @param record the account; null where it is held before any registry is asked
     * @param rules what the rules for any registry say
     */
    RegistryAccount(
            RegistryProfile profile,
            @Nullable Map<String, String> settings,
            @Nullable CreditRecord record,
            RuleVerdicts rules) {
        List<Finding> holding = rules.holding();
        if (record == null || !holding.isEmpty()) {
            this.profile = profile;
            under = "";
            notAsked = "the account is held before any registry is asked"
                    + (holding.isEmpty() ? "" : ": " + holding.get(0).getRuleId());
            return;
        }
        notAsked = null;
        if (settings != null) {
            findings.addAll(ask(profile, record).findings());
        }
        boolean silent = told.isEmpty();
        Map<String, String> looking = new LinkedHashMap<>(profile.settingsForLooking());
        if (settings != null) {
            looking.keySet().retainAll(WIDER);
            settings.forEach(looking::putIfAbsent);
        }
        this.profile = silent ? profile.configured(looking) : profile;
        under = !silent
                ? "as a first report"
                : settings == null
                        ? "as a first report by made-up settings, since no target is configured"
                        : "as a first report that begins a month earlier, if consents and notices were in order";
        if (silent) {
            DueItems due = ask(this.profile, record);
            if (settings == null) {
                findings.addAll(due.findings());
            }
        }
    }

    private static SubjectHistory none(RegistryProfile profile, CreditRecord record) {
        return SubjectHistory.none(profile.subject(record.getReport().getAccountKey()));
    }

    private DueItems ask(RegistryProfile asked, CreditRecord record) {
        String key = record.getReport().getAccountKey();
        DueItems due = asked.due(record, none(asked, record));
        due.items().forEach(item -> tell(asked, asked.render("explain", key, item)));
        for (SubjectClaim claim : asked.claims(record)) {
            DueItems ofSubject = asked.due(claim, SubjectHistory.none(claim.subject()));
            ofSubject.items().forEach(item -> tell(asked, asked.render("explain", key, claim, item)));
        }
        return due;
    }

    private void tell(RegistryProfile asked, ReportItem item) {
        told.add(new Told(item, asked.values(item)));
    }

    /** What it is told under a field, and what its rules that read the field say. */
    Map<String, @Nullable Object> tell(RegistryField field, MaskLevel level, StringBuilder text) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("told", value(field, level, text));
        List<Map<String, @Nullable Object>> rules = new ArrayList<>();
        for (RegistryRule rule : profile.rules()) {
            if (rule.isReading(field)) {
                rules.add(verdict(rule, field, text));
            }
        }
        json.put("rules", rules);
        return json;
    }

    private @Nullable List<String> value(RegistryField field, MaskLevel level, StringBuilder text) {
        text.append("  told    ");
        // The newest item that speaks of the field: what stands there afterwards.
        Told newest = told.stream()
                .filter(one -> one.values().stream().anyMatch(value -> value.isOf(field)))
                .reduce((older, newer) -> newer)
                .orElse(null);
        if (newest == null) {
            text.append("nothing: ").append(whyNothing(field)).append('\n');
            findings.stream()
                    .filter(finding -> told.isEmpty() && finding.getSeverity() == Severity.ERROR)
                    .limit(MOST_VALUES)
                    .forEach(finding -> text.append("          ")
                            .append(finding.getMessage())
                            .append('\n'));
            return null;
        }
        DataClass strictest = dataClass(field);
        List<String> shown = newest.values().stream()
                .filter(value -> value.isOf(field))
                .map(value ->
                        value.value().isBlank() ? "blank" : new TracedValue(value.value(), strictest).shown(level))
                .toList();
        text.append(String.join(", ", shown.subList(0, Math.min(MOST_VALUES, shown.size()))))
                .append(shown.size() > MOST_VALUES ? " and " + (shown.size() - MOST_VALUES) + " more" : "")
                .append("  in ")
                .append(field.record())
                .append(" of ")
                .append(newest.item().reportDate())
                .append(" (")
                .append(under)
                .append(")\n");
        return shown;
    }

    private String whyNothing(RegistryField field) {
        if (notAsked != null) {
            return notAsked;
        }
        List<String> holding =
                findings.stream().map(Finding::getRuleId).distinct().toList();
        if (told.isEmpty()) {
            return holding.isEmpty() ? "nothing is due of this account" : "held by " + String.join(", ", holding);
        }
        List<String> kinds = told.stream()
                .flatMap(one -> one.values().stream().map(RegistryValue::record))
                .distinct()
                .toList();
        return kinds.contains(field.record())
                ? "its record " + field.record() + " has no " + field.name()
                : "the account is told in " + String.join(", ", kinds) + " and not in " + field.record();
    }

    private Map<String, @Nullable Object> verdict(RegistryRule rule, RegistryField field, StringBuilder text) {
        List<Finding> found = findings.stream()
                .filter(finding -> finding.getRuleId().equals(rule.id()))
                .filter(finding ->
                        rule.group().isEmpty() || finding.getMessage().contains(field.record()))
                .filter(finding ->
                        !rule.reads().contains("*") || finding.getPath().endsWith("/" + field.name()))
                .toList();
        String open = notAsked != null ? "not asked" : rule.decided().isEmpty() ? null : "decided " + rule.decided();
        return RuleVerdicts.tell(rule.place() + "  " + rule.id() + ": " + rule.text(), rule.id(), open, found, text);
    }

    /** The strictest class of what the field is made from. */
    private static DataClass dataClass(RegistryField field) {
        DataClass strictest = DataClass.PUBLIC;
        for (String from : field.from()) {
            if (from.equals(RegistryField.CALENDAR)
                    || from.equals(RegistryField.SETTING)
                    || from.equals(RegistryField.FIXED)) {
                continue;
            }
            RecordFields.RecordField one = RecordFields.at(from);
            DataClass own = one == null || !one.leaf() ? DataClass.SENSITIVE : one.dataClass();
            strictest = own.compareTo(strictest) > 0 ? own : strictest;
        }
        return Objects.requireNonNull(strictest);
    }
}
