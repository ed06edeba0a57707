package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages with every segment and field of a record type, filled at random from types and lists; not right across fields. */
final class GeneratedMessages {
    private static final String[] TEXTS = {"A<B>&\"C'", "张三", "𠮷野家", "x y", "]]>", "&amp;"};

    private final Random random;

    GeneratedMessages(long seed) {
        this.random = new Random(seed);
    }

    Message of(RecordLayout layout) {
        List<Segment> segments = new ArrayList<>();
        for (SegmentLayout segment : layout.segments()) {
            segments.add(new Segment(segment.tag(), parts(segment.content())));
        }
        return new Message(layout.type(), segments);
    }

    private List<Part> parts(PartsLayout layout) {
        List<Part> parts = new ArrayList<>();
        boolean corrected = false;
        for (PartLayout part : layout.parts()) {
            if (part instanceof FieldLayout field) {
                parts.add(new Field(
                        field.tag(), field.presence() == Presence.A && random.nextBoolean() ? "" : value(field)));
            } else if (part instanceof GroupLayout group && (group.repeated() || !corrected)) {
                corrected = !group.repeated();
                int times = group.repeated() ? 1 + random.nextInt(3) : 1;
                for (int i = 0; i < times; i++) {
                    parts.add(new Group(group.tag(), parts(group.content())));
                }
            }
        }
        return parts;
    }

    String value(FieldLayout field) {
        if (field.codes() != null) {
            String code = field.codes().anyCode(null);
            return code == null ? "" : code;
        }
        ValueType type = field.type();
        return switch (type.kind()) {
            case DIGITS -> digits(type.max());
            case UNSIGNED -> Long.toString(random.nextInt(99));
            case ASCII -> digits(type.min() == type.max() ? type.max() : 14);
            case TEXT -> TEXTS[random.nextInt(TEXTS.length)];
            case DECIMAL -> "12.5";
            case DATE -> "20" + digits(1) + "0-02-0" + (1 + random.nextInt(8));
            case MONTH -> "2024-03";
            case YEAR -> "1999";
            case CODE -> "1";
        };
    }

    private String digits(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }
}
