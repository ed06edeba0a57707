package org.creditconnector.mockregistry.pbcrc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line read, with the table of its record at hand. A correction shows the segment that it brings under that segment's letter. */
final class Entry {
    private static final String CONTENT = "MdfcSgmt";
    private static final Tagged NOTHING = new Tagged("", "", List.of());

    private final RecordTable record;
    private final RecordTable report;
    private final Tagged root;
    private final Tagged base;
    private final boolean relaxed;
    private final Map<String, Tagged> segments = new LinkedHashMap<>();

    /** @param relaxed whether it came under template 90 */
    Entry(Tables tables, RecordTable record, Tagged root, boolean relaxed) {
        this.relaxed = relaxed;
        this.record = record;
        this.report = tables.report(record);
        this.root = root;
        if (record.flat()) {
            base = root;
        } else if (record.corrects()) {
            base = orNothing(root.first(record.segments().get(0).tag()));
            Tagged content = root.first(CONTENT);
            if (content != null && content.inside().size() == 1) {
                Tagged one = content.inside().get(0);
                SegmentTable table = report.byTag(one.tag());
                if (table != null) {
                    segments.put(table.letter(), one);
                }
            }
        } else {
            base = orNothing(root.first(record.segments().get(0).tag()));
            for (Tagged one : root.inside()) {
                SegmentTable table = record.byTag(one.tag());
                if (table != null) {
                    segments.putIfAbsent(table.letter(), one);
                }
            }
        }
    }

    private static Tagged orNothing(@Nullable Tagged one) {
        return one == null ? NOTHING : one;
    }

    boolean relaxed() {
        return relaxed;
    }

    String type() {
        return record.type();
    }

    /** Type of the report that this is or changes, e.g. {@code 210} for 212. */
    String group() {
        return record.group();
    }

    RecordTable record() {
        return record;
    }

    /** Table of the report that this is or changes. */
    RecordTable report() {
        return report;
    }

    Tagged root() {
        return root;
    }

    /** Whether this is a report and not a change of one. */
    boolean reports() {
        return record.type().charAt(2) == '0';
    }

    boolean corrects() {
        return record.corrects();
    }

    /** What a field of the base segment says, or of a record without segments; empty when nothing. */
    String text(String tag) {
        return base.value(tag);
    }

    Tagged base() {
        return base;
    }

    /** A segment; one without anything inside when it is not there. */
    Tagged segment(String letter) {
        return segments.getOrDefault(letter, NOTHING);
    }

    boolean has(String letter) {
        return segments.containsKey(letter);
    }

    Map<String, Tagged> segments() {
        return segments;
    }

    /** The groups that repeat in a segment. */
    List<Tagged> groups(String letter) {
        SegmentTable table = report.byLetter(letter);
        return table == null || table.group() == null
                ? List.of()
                : segment(letter).all(table.group().tag());
    }

    /** Tag of a segment. */
    String tag(String letter) {
        SegmentTable table = report.byLetter(letter);
        return table == null ? Refusal.NO_TAG : table.tag();
    }

    /** The content of a correction as it stands in the line; empty in all others. */
    List<Tagged> content() {
        Tagged content = record.corrects() ? root.first(CONTENT) : null;
        return content == null ? List.of() : content.inside();
    }

    boolean hasContent() {
        return record.corrects() && root.has(CONTENT);
    }

    /** Kind and number of the document of the one who borrows or is described; a correction tells them when it corrects them. */
    List<String> document() {
        Tagged says = record.corrects() ? segment("B") : base;
        List<String> document = new ArrayList<>();
        for (List<String> tags :
                List.of(List.of("IDType", "CertType", "EntCertType"), List.of("IDNum", "CertNum", "EntCertNum"))) {
            document.add(tags.stream()
                    .map(says::value)
                    .filter(one -> !one.isEmpty())
                    .findFirst()
                    .orElse(""));
        }
        return document;
    }
}
