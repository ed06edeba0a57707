package org.creditconnector.registry.pbcrc.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a message file as a tree. Holds whatever was put in or read, right or wrong; {@link MessageChecks} judges it.
 *
 * @param record record type, e.g. {@code 210}
 * @param segments in the order as written; a record without segments has one, {@link Segment#ITSELF}
 */
public record Message(String record, List<Segment> segments) {
    /** The segment of a correction that holds the corrected one. */
    static final String CORRECTED = "MdfcSgmt";

    public Message {
        segments = List.copyOf(segments);
    }

    /** Starts a message of a record type. */
    public static MessageBuilder of(String record) {
        return new MessageBuilder(record);
    }

    /** The first segment of a tag; null when it is not there. */
    public @Nullable Segment segment(String tag) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).tag().equals(tag)) {
                return segments.get(i);
            }
        }
        return null;
    }

    /** The content of a segment, also where it is the corrected one of a correction (212 …); null when it is not there. */
    public @Nullable Parts content(String tag) {
        Segment segment = segment(tag);
        if (segment != null) {
            return segment;
        }
        Segment body = segment(CORRECTED);
        if (body != null) {
            for (Part part : body.parts()) {
                if (part instanceof Group group && group.tag().equals(tag)) {
                    return group;
                }
            }
        }
        return null;
    }

    /** The text of the first field of a tag in any segment, not within groups; null when it is not there or blank. */
    public @Nullable String value(String tag) {
        for (int i = 0; i < segments.size(); i++) {
            String value = segments.get(i).value(tag);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Record type and tags of segments: values may be personal. */
    @Override
    public String toString() {
        return record + segments.stream().map(Segment::tag).toList();
    }
}
