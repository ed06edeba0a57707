package org.creditconnector.registry.pbcrc.message;

import java.util.List;
import org.creditconnector.registry.pack.BrokenPackException;

/**
 * The registry's checks that ask for what is on file, as pure functions of a message and an {@link OnFile}; and how an accepted message
 * changes what is on file. Assumes that {@link MessageChecks} found nothing. Immutable; for any number of threads.
 */
public final class StateChecks {
    private final MessagePack pack;
    private final StateBook rules;
    private final Filing filing;

    /** @throws BrokenPackException when the pack wants a rule that nobody wrote */
    public StateChecks(MessagePack pack) {
        this.pack = pack;
        this.rules = StateBook.of(pack);
        this.filing = new Filing(pack);
    }

    /**
     * Checks a message against what is on file about its subject ({@link SubjectKey#of}).
     *
     * @param other what is on file under the new identifier of an identifier change ({@link SubjectKey#changedTo});
     *     {@link OnFile#NOTHING} for all other messages
     * @return every hit; empty when the registry would take the message in
     */
    public List<Hit> check(Message message, OnFile filed, OnFile other) {
        RecordLayout layout = pack.record(message.record());
        Hits hits = new Hits(pack, layout.ruleGroup());
        StateFacts facts = new StateFacts(message, layout, reported(layout), filed, other);
        matrix(message, layout, filed, hits);
        rules.run(Rule.COMMON, facts, hits);
        rules.run(layout.ruleGroup(), facts, hits);
        return hits.all();
    }

    /** Rows of the matrix whose condition the message leaves open, e.g. a month's report that does not repeat the terms. */
    private static void matrix(Message message, RecordLayout layout, OnFile filed, Hits hits) {
        if (filed.isUnknown()) {
            return;
        }
        String code = message.value("RptDateCode");
        for (TimePoint row : layout.timePoints()) {
            Condition condition = row.condition();
            if (condition != null && row.code().equals(code) && message.value(condition.tag()) == null) {
                MessageChecks.row(row, message, layout, filed::fact, hits);
            }
        }
    }

    /** {@link #check(Message, OnFile, OnFile)} of a message that changes no identifier. */
    public List<Hit> check(Message message, OnFile filed) {
        return check(message, filed, OnFile.NOTHING);
    }

    /**
     * What is on file after the registry took a message in. After an identifier change the answer belongs to the new identifier
     * ({@link SubjectKey#changedTo}), and the old one keeps {@link #movedAway}.
     */
    public OnFile accept(Message message, OnFile filed) {
        return filing.accept(filed, message);
    }

    /** What stays on file under an identifier that was changed away. */
    public OnFile movedAway(String newId) {
        return new OnFile("", List.of(), List.of(), List.of(), newId);
    }

    /** The record that reports what the message is about. */
    private RecordLayout reported(RecordLayout layout) {
        if (layout.kind() == RecordKind.REPORT) {
            return layout;
        }
        return layout.type().equals("134") ? pack.record("130") : pack.record(layout.ruleGroup());
    }
}
