package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record type (with its template) of the pack.
 *
 * @param type three digits
 * @param template {@code 10} or {@code 90} for basic information, empty for all others
 * @param root tag of the record within {@code Document}
 * @param what in plain words
 * @param ruleGroup the records whose codes it shares, e.g. {@code 210} for 210 to 215
 * @param key tags of the fields that make a record the same (duplicate test)
 * @param sendOrder its place among the files of a day, ascending
 * @param presenceRule code of a field that does not fit the account type
 * @param notUsable why it cannot be written, e.g. because its root tag is not public; empty when it can
 * @param segments in the order of the pack
 * @param timePoints the rows of its matrix
 */
public record RecordLayout(
        String type,
        String template,
        String root,
        String what,
        String ruleGroup,
        RecordKind kind,
        List<String> key,
        int sendOrder,
        String presenceRule,
        String notUsable,
        List<SegmentLayout> segments,
        List<TimePoint> timePoints) {

    /** True when fields stand directly within the record. */
    boolean isFlat() {
        return segments.get(0).tag().isEmpty();
    }

    @Nullable SegmentLayout segment(String tag) {
        for (SegmentLayout segment : segments) {
            if (segment.tag().equals(tag)) {
                return segment;
            }
        }
        return null;
    }

    /** Letters by which corrections and deletions name segments, by tag, in the order of the segments. */
    public Map<String, String> letters() {
        Map<String, String> letters = new LinkedHashMap<>();
        for (SegmentLayout segment : segments) {
            if (!segment.letter().isEmpty()) {
                letters.put(segment.tag(), segment.letter());
            }
        }
        return letters;
    }

    /** The segment that a letter of a correction or deletion names; null when there is none. */
    @Nullable SegmentLayout ofLetter(String letter) {
        for (SegmentLayout segment : segments) {
            if (!letter.isEmpty() && segment.letter().equals(letter)) {
                return segment;
            }
        }
        return null;
    }

    /** The layout of a field anywhere in a segment, groups included; null when the segment has no such field. */
    public @Nullable FieldLayout field(String segment, String tag) {
        SegmentLayout layout = segment(segment);
        return layout == null ? null : field(layout.content(), tag);
    }

    private static @Nullable FieldLayout field(PartsLayout parts, String tag) {
        FieldLayout here = parts.field(tag);
        if (here != null) {
            return here;
        }
        for (PartLayout part : parts.parts()) {
            FieldLayout within = part instanceof GroupLayout group ? field(group.content(), tag) : null;
            if (within != null) {
                return within;
            }
        }
        return null;
    }

    /** Tags of the segments in the order of the pack; one empty tag for a record without segments. */
    public List<String> segmentTags() {
        return segments.stream().map(SegmentLayout::tag).toList();
    }

    /** Every field with its place, in the order of the pack; of a correction only those that say what is corrected. */
    public List<FieldPlace> fields() {
        List<FieldPlace> fields = new ArrayList<>();
        for (SegmentLayout segment : segments) {
            collect(segment.tag(), "", segment.content(), fields);
        }
        return fields;
    }

    private static void collect(String segment, String group, PartsLayout parts, List<FieldPlace> fields) {
        for (PartLayout part : parts.parts()) {
            if (part instanceof FieldLayout field) {
                fields.add(new FieldPlace(segment, group, field));
            } else if (part instanceof GroupLayout inner && inner.repeated()) {
                collect(segment, inner.tag(), inner.content(), fields);
            }
        }
    }

    /**
     * A field and where it stands.
     *
     * @param segment empty in a record without segments
     * @param group tag of the repeated group; empty outside groups
     */
    public record FieldPlace(String segment, String group, FieldLayout field) {}
}
