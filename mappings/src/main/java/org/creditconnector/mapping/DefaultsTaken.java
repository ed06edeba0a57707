package org.creditconnector.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.record.MissingReason;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;

/** How often the lines of a mapping gave a literal of theirs because the column had nothing, in the records of some accounts. */
public final class DefaultsTaken {
    /**
     * One field.
     *
     * @param defaults places of records that hold the literal
     * @param places places of records that the field's lines fill
     */
    public record Taken(int defaults, int places) {}

    private final Map<String, int[]> counts = new HashMap<>();

    private DefaultsTaken() {}

    /**
     * Maps the accounts and looks at every line's steps.
     *
     * @param mapping compiled for the accounts' columns
     * @param run what is the same for all of them
     */
    public static DefaultsTaken of(TracedMapping mapping, List<SourceAccount> accounts, MappingRun run) {
        DefaultsTaken taken = new DefaultsTaken();
        for (SourceAccount account : accounts) {
            ExplainedAccount told = mapping.explain(account, run);
            for (LineTrace line : told.lines()) {
                // What a section that is left out would have held is in no record.
                if (!line.isCondition() && told.at(line.path()) != null) {
                    taken.count(line);
                }
            }
        }
        return taken;
    }

    /** Of a field, by its path with {@code []}; zero of zero where no line fills a place of it. */
    public Taken of(String path) {
        int[] count = counts.getOrDefault(path, new int[2]);
        return new Taken(count[0], count[1]);
    }

    private void count(LineTrace line) {
        int[] count = counts.computeIfAbsent(RecordFields.ofAnyElement(line.path()), path -> new int[2]);
        count[0] += isDefault(line.stages()) ? 1 : 0;
        count[1]++;
    }

    private static boolean isDefault(List<LineTrace.Stage> stages) {
        @Nullable Object before = null;
        for (LineTrace.Stage stage : stages) {
            boolean literal = stage.words().startsWith("= ");
            boolean otherwise = stage.words().startsWith("or = ") && isNothing(before);
            if (literal || otherwise) {
                return true;
            }
            before = stage.value().value();
        }
        return false;
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || value instanceof MissingReason;
    }
}
