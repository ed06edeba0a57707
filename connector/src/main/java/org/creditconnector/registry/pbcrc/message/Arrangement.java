package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a message into the order of the pack and adds the tags that must appear although they say nothing. */
final class Arrangement {
    private static final String RECORD_TYPE = "InfRecType";

    private final RecordLayout layout;

    Arrangement(RecordLayout layout) {
        this.layout = layout;
    }

    Message of(Message message) {
        List<Segment> segments = new ArrayList<>(message.segments().size());
        for (SegmentLayout known : layout.segments()) {
            for (Segment segment : message.segments()) {
                if (segment.tag().equals(known.tag())) {
                    segments.add(new Segment(segment.tag(), parts(message, segment, known.content())));
                }
            }
        }
        for (Segment segment : message.segments()) {
            if (layout.segment(segment.tag()) == null) {
                segments.add(segment);
            }
        }
        return new Message(message.record(), segments);
    }

    private List<Part> parts(Message message, Parts given, PartsLayout content) {
        List<Part> parts = new ArrayList<>(content.size());
        for (PartLayout known : content.parts()) {
            boolean found = false;
            for (Part part : given.parts()) {
                if (part.tag().equals(known.tag())) {
                    found = true;
                    parts.add(
                            part instanceof Group group && known instanceof GroupLayout inner
                                    ? new Group(group.tag(), parts(message, group, inner.content()))
                                    : part);
                }
            }
            if (!found && known instanceof FieldLayout field) {
                String value = missing(message, given, field);
                if (value != null) {
                    parts.add(new Field(field.tag(), value));
                }
            }
        }
        for (Part part : given.parts()) {
            if (content.place(part.tag()) < 0) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** What is written for a field that was not given; null when nothing is. */
    private @Nullable String missing(Message message, Parts given, FieldLayout field) {
        String counts = field.checks().counts();
        if (counts != null) {
            return Integer.toString(given.groups(counts).size());
        }
        if (field.tag().equals(RECORD_TYPE)) {
            // The base of a correction holds only the fields that it changes.
            return given instanceof Group ? null : layout.type();
        }
        Condition condition = field.condition();
        boolean blank = field.presence().appears() && !field.presence().filled();
        if (condition != null && field.mayBeBlank()) {
            blank = condition.answer(tag -> {
                        String near = given.value(tag);
                        return near == null ? message.value(tag) : near;
                    })
                    == Condition.Answer.YES;
        }
        return blank ? "" : null;
    }
}
