package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects segments of a message; order and blank tags are put right by {@link MessagePack#arranged}. */
public final class MessageBuilder {
    private final String record;
    private final List<Segment> segments = new ArrayList<>();

    MessageBuilder(String record) {
        this.record = record;
    }

    /** Adds a segment. */
    public MessageBuilder segment(String tag, Consumer<PartsBuilder> content) {
        PartsBuilder parts = new PartsBuilder();
        content.accept(parts);
        segments.add(new Segment(tag, parts.parts));
        return this;
    }

    /** Adds the fields of a record without segments. */
    public MessageBuilder fields(Consumer<PartsBuilder> content) {
        return segment(Segment.ITSELF, content);
    }

    /** The message as collected. */
    public Message build() {
        return new Message(record, segments);
    }

    /** Collects fields and groups. */
    public static final class PartsBuilder {
        private final List<Part> parts = new ArrayList<>();

        /** Adds a field; a null value adds nothing, so that the pack decides whether a blank tag is written. */
        public PartsBuilder put(String tag, @Nullable String value) {
            if (value != null) {
                parts.add(new Field(tag, value));
            }
            return this;
        }

        /** Adds a whole number; null adds nothing. */
        public PartsBuilder put(String tag, @Nullable Long value) {
            return put(tag, value == null ? null : Long.toString(value));
        }

        /** Adds a group: one more repetition, or the corrected segment of a correction. */
        public PartsBuilder group(String tag, Consumer<PartsBuilder> content) {
            PartsBuilder inner = new PartsBuilder();
            content.accept(inner);
            parts.add(new Group(tag, inner.parts));
            return this;
        }

        /** Adds what already stands somewhere else, e.g. a segment as the content of a correction. */
        public PartsBuilder add(Part part) {
            parts.add(part);
            return this;
        }
    }
}
