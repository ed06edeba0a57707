package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.creditconnector.registry.pack.BrokenPackException;
import org.jspecify.annotations.Nullable;

/**
 * The registry's own checks of one record, as far as the record and the header of its file decide them. All hits are given, also beyond
 * the few that the registry returns. Immutable; for any number of threads.
 */
public final class MessageChecks {
    private static final String UNKNOWN = "ABR000";

    private final MessagePack pack;
    private final RuleBook rules;
    private final Predicate<String> branches;
    private final DocumentNumbers numbers;

    /**
     * @param branches whether a code is a branch of the provider
     * @param numbers the rules of identifiers
     * @throws BrokenPackException when the pack wants a rule that nobody wrote
     */
    public MessageChecks(MessagePack pack, Predicate<String> branches, DocumentNumbers numbers) {
        this.pack = pack;
        this.rules = RuleBook.of(pack);
        this.branches = branches;
        this.numbers = numbers;
    }

    /**
     * Checks a record.
     *
     * @param header header of the file that it goes into: record type, template, provider, day of creation
     * @return every hit, in the order of layout and rules; empty when the record passes
     */
    public List<Hit> check(Message message, FileHeader header) {
        RecordLayout layout = pack.find(message.record(), header.template());
        Hits hits = new Hits(pack, layout == null ? Rule.COMMON : layout.ruleGroup());
        if (layout == null || !layout.notUsable().isEmpty() || !header.record().equals(message.record())) {
            hits.add(UNKNOWN, "", Hit.NO_TAG);
            return hits.all();
        }
        String type = message.value("InfRecType");
        if (type != null && !type.equals(layout.type())) {
            hits.add(UNKNOWN, layout.segments().get(0).tag(), "InfRecType");
        }
        segments(message, layout, header, hits);
        matrix(message, layout, hits);
        Facts facts = new Facts(message, header);
        rules.run(Rule.COMMON, facts, hits);
        rules.run(layout.ruleGroup(), facts, hits);
        return hits.all();
    }

    /** Checks every record of a file that was read; hits carry their line. Those of the file itself are in {@link MessageFile#hits}. */
    public List<Hit> check(MessageFile file) {
        List<Hit> all = new ArrayList<>(file.hits());
        FileHeader header = file.header();
        if (header == null) {
            return all;
        }
        for (MessageFile.Line line : file.lines()) {
            if (line.parsed() instanceof ParsedLine.Read read) {
                check(read.message(), header).forEach(hit -> all.add(hit.at(line.number())));
            }
        }
        return all;
    }

    private void segments(Message message, RecordLayout layout, FileHeader header, Hits hits) {
        FieldChecks fields = new FieldChecks(message, header, branches, numbers, hits);
        Set<String> seen = new HashSet<>();
        for (Segment segment : message.segments()) {
            SegmentLayout known = layout.segment(segment.tag());
            if (known == null || !seen.add(segment.tag())) {
                String tag = segment.tag().isEmpty() && !segment.parts().isEmpty()
                        ? segment.parts().get(0).tag()
                        : segment.tag();
                hits.add(UNKNOWN, segment.tag(), tag.isEmpty() ? Hit.NO_TAG : tag);
            } else {
                fields.segment(segment, known);
            }
        }
        for (SegmentLayout known : layout.segments()) {
            if (!known.missingRule().isEmpty() && !seen.contains(known.tag())) {
                hits.add(known.missingRule(), known.tag(), known.tag().isEmpty() ? Hit.NO_TAG : known.tag());
            }
        }
    }

    private static void matrix(Message message, RecordLayout layout, Hits hits) {
        String code = message.value("RptDateCode");
        for (TimePoint row : layout.timePoints()) {
            if (row.code().equals(TimePoint.ANY) || row.code().equals(code)) {
                row(row, message, layout, message::value, hits);
            }
        }
    }

    /**
     * Applies one row of the matrix.
     *
     * @param facts gives the field of the row's condition, null when it is not known
     */
    static void row(
            TimePoint row, Message message, RecordLayout layout, Function<String, @Nullable String> facts, Hits hits) {
        String rule = row.rule();
        String type = message.value("AcctType");
        if (!row.accountTypes().isEmpty()
                && (type == null || !row.accountTypes().contains(type))) {
            return;
        }
        Condition condition = row.condition();
        if (condition != null && condition.answer(facts) != Condition.Answer.YES) {
            return;
        }
        boolean there = message.segment(row.tag()) != null;
        switch (row.demand()) {
            case MUST -> {
                if (!there) {
                    hits.add(rule, row.tag(), row.tag());
                }
            }
            case MUST_NOT -> {
                if (there) {
                    hits.add(rule, row.tag(), row.tag());
                }
            }
            case NOT_FOR -> hits.add(rule, layout.segments().get(0).tag(), row.tag());
        }
    }
}
