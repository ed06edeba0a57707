package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.ledger.HeldCodes;
import org.creditconnector.ledger.HeldCodes.UnmappedCode;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.mapping.MappingLineage;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.Lender;
import org.creditconnector.yaml.InvalidDocumentException;
import org.jspecify.annotations.Nullable;

/** {@code held --by code}: one line for each code that no table translates, however many accounts have it. */
final class HeldByCode {
    private final ConnectorConfig config;
    private final HeldCodes codes;
    private final List<Map<String, @Nullable Object>> json = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    HeldByCode(ConnectorConfig config, Store store) {
        this.config = config;
        this.codes = new HeldCodes(store);
    }

    /** Adds a run; nothing where every code has a row. */
    void add(Run run, int limit) {
        List<UnmappedCode> all = codes.of(run.runId());
        if (all.isEmpty()) {
            return;
        }
        SourceMapping mapping = mapping(run);
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        text.append(run.name()).append('\n');
        for (UnmappedCode code : all.subList(0, Math.min(limit, all.size()))) {
            List<String> columns = mapping == null ? List.of() : columns(mapping, code.path());
            String words = code.code() == null ? "a code" : "the code " + code.code();
            text.append("  ")
                    .append(code.accounts())
                    .append(code.accounts() == 1 ? " account " : " accounts ")
                    .append(code.held() ? "held" : "without the field")
                    .append(": ")
                    .append(words)
                    .append(columns.isEmpty() ? "" : " of " + String.join(", ", columns))
                    .append(" for ")
                    .append(code.path())
                    .append(code.table().isEmpty() ? "" : " has no row in the code table " + code.table())
                    .append("; the first is ")
                    .append(code.firstAccount())
                    .append('\n');
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("code", code.code());
            entry.put("columns", columns);
            entry.put("field", code.path());
            entry.put("table", code.table());
            entry.put("held", code.held());
            entry.put("accounts", code.accounts());
            entry.put("firstAccount", code.firstAccount());
            entries.add(entry);
        }
        if (all.size() > limit) {
            text.append("  ... and ").append(all.size() - limit).append(" more; see --limit\n");
        }
        text.append("  next  add a row for each to its code table; the next night reports the accounts\n");
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("run", run.name());
        entry.put("codes", entries);
        entry.put("more", all.size() > limit);
        json.add(entry);
    }

    /** The source folder as it is now; null where it is none any more, which other commands say all about. */
    private @Nullable SourceMapping mapping(Run run) {
        SourceConfig source = config.sources().get(run.source());
        try {
            return source == null ? null : Lender.mapping(config, source.mapping());
        } catch (InvalidDocumentException broken) {
            text.append("  the source folder ")
                    .append(Objects.requireNonNull(source).mapping())
                    .append(" cannot be read, so that no columns are named; see ")
                    .append(Program.call("mapping check " + run.source()))
                    .append('\n');
            return null;
        }
    }

    /** Columns that are translated into the field. */
    private static List<String> columns(SourceMapping mapping, String path) {
        return mapping.lineage().ofField(path).stream()
                .filter(edge ->
                        edge.use() == MappingLineage.Use.VALUE && edge.path().equals(path))
                .map(edge -> edge.query() + "." + edge.column())
                .distinct()
                .toList();
    }

    Answer answer(String command) {
        return Answer.done(
                command, "runs", json, text.isEmpty() ? "every code has a row in its table" : text.toString());
    }
}
