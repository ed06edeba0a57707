package org.creditconnector.registry.pbcrc.message;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the tables of the pack say about the fields of one message: tags, presence, types, lists, counts, dates, identifiers. */
final class FieldChecks {
    private static final String UNKNOWN = "ABR000";
    private static final String MISSING = "ABD000";
    private static final String EMPTY = "ABD001";
    private static final String BLANK = "ABE000";
    private static final String WRONG = "ABE001";

    private final Message message;
    private final FileHeader header;
    private final Predicate<String> branches;
    private final DocumentNumbers numbers;
    private final Hits hits;
    private final int reportDay;

    FieldChecks(Message message, FileHeader header, Predicate<String> branches, DocumentNumbers numbers, Hits hits) {
        this.message = message;
        this.header = header;
        this.branches = branches;
        this.numbers = numbers;
        this.hits = hits;
        String day = message.value("RptDate");
        this.reportDay = day == null ? 0 : ValueType.day(day);
    }

    void segment(Segment segment, SegmentLayout layout) {
        String name = segment.tag();
        if (segment.parts().isEmpty()) {
            hits.add(EMPTY, name, name.isEmpty() ? Hit.NO_TAG : name);
            return;
        }
        Place place = new Place(name, 0, null, segment);
        parts(segment, layout.content(), place, true);
    }

    private void parts(Parts given, PartsLayout layout, Place place, boolean demanded) {
        Part[] found = new Part[layout.size()];
        for (Part part : given.parts()) {
            int at = layout.place(part.tag());
            if (at < 0
                    || layout.part(at) instanceof FieldLayout != part instanceof Field
                            && !(part instanceof Field empty && empty.value().isEmpty())) {
                hits.add(UNKNOWN, place.segment, part.tag(), place.occurrence);
            } else if (found[at] != null && layout.part(at) instanceof FieldLayout) {
                hits.add(UNKNOWN, place.segment, part.tag(), place.occurrence);
            } else if (found[at] == null) {
                found[at] = part;
            }
        }
        for (int i = 0; i < found.length; i++) {
            if (layout.part(i) instanceof FieldLayout field) {
                field(given, field, found[i] instanceof Field f ? f : null, place, demanded);
            } else if (layout.part(i) instanceof GroupLayout group) {
                groups(given, group, place);
            }
        }
    }

    private void groups(Parts given, GroupLayout layout, Place place) {
        List<Group> groups = given.groups(layout.tag());
        Set<List<String>> keys = new HashSet<>();
        int occurrence = 0;
        for (Group group : groups) {
            occurrence++;
            if (!layout.repeated()) {
                // The base of a correction holds the few fields that it changes.
                boolean base =
                        group.field("InfRecType") == null && layout.content().field("InfRecType") != null;
                parts(group, layout.content(), new Place(group.tag(), 0, place, group), !base);
                continue;
            }
            parts(group, layout.content(), new Place(place.segment, occurrence, place, group), true);
            if (!layout.unique().isEmpty()) {
                List<String> key = layout.unique().stream()
                        .map(tag -> {
                            String value = group.value(tag);
                            return value == null ? "" : value;
                        })
                        .toList();
                if (key.stream().anyMatch(value -> !value.isEmpty()) && !keys.add(key)) {
                    hits.add("ABE011", place.segment, layout.tag(), occurrence);
                }
            }
        }
    }

    private void field(Parts given, FieldLayout layout, @Nullable Field field, Place place, boolean demanded) {
        Condition.Answer answer =
                layout.condition() == null ? null : layout.condition().answer(place::value);
        if (field == null) {
            if (!demanded) {
                return;
            }
            if (layout.presence().appears()) {
                hit(MISSING, layout, place);
            } else if (answer == Condition.Answer.YES) {
                hit(layout.conditionRule(), layout, place);
            }
            return;
        }
        if (answer == Condition.Answer.NO) {
            hit(layout.conditionRule(), layout, place);
            return;
        }
        if (field.isBlank()) {
            if (layout.presence().filled() || (answer == Condition.Answer.YES && !layout.mayBeBlank())) {
                hit(BLANK, layout, place);
            }
            return;
        }
        value(field.value(), layout, place);
        String counts = layout.checks().counts();
        if (counts != null && countOf(field.value()) != given.groups(counts).size()) {
            hit("ABE010", layout, place);
        }
    }

    private static int countOf(String value) {
        return value.length() <= 4 && ValueType.digits(value, 0, value.length())
                ? ValueType.digitsOf(value, 0, value.length())
                : -1;
    }

    private void value(String value, FieldLayout layout, Place place) {
        if (XmlText.firstForbidden(value) >= 0) {
            hit(WRONG, layout, place);
            return;
        }
        ValueType.Fault fault = layout.type().fault(value);
        if (fault != ValueType.Fault.NONE) {
            hit(fault == ValueType.Fault.RANGE ? "ABE008" : WRONG, layout, place);
            return;
        }
        CodeList codes = layout.codes();
        if (codes != null && !codes.contains(value)) {
            hit(WRONG, layout, place);
        } else if (codes != null && layout.codesBy() != null) {
            String by = layout.codesBy();
            String key = by.length() == 1 ? by : place.value(by);
            if (key != null && !codes.isFor(value, key)) {
                hit(layout.codesRule(), layout, place);
            }
        }
        checks(value, layout, place);
    }

    private void checks(String value, FieldLayout layout, Place place) {
        FieldLayout.Checks checks = layout.checks();
        if (checks.own() && !value.startsWith(header.provider())) {
            hit("ABE002", layout, place);
        }
        if (checks.branch() && !branches.test(value)) {
            hit("ABE003", layout, place);
        }
        if (checks.past() && reportDay > 0 && ValueType.day(value) > reportDay) {
            hit("ABE007", layout, place);
        }
        FieldLayout.Identity identity = checks.identity();
        if (identity != null) {
            String category =
                    identity.category().length() == 1 ? identity.category() : place.value(identity.category());
            String kind = place.value(identity.kind());
            if (category != null && kind != null && !numbers.obeys(category, kind, value)) {
                hit("ABE004", layout, place);
            }
        }
    }

    private void hit(String code, FieldLayout layout, Place place) {
        hits.add(code, place.segment, layout.tag(), place.occurrence);
    }

    /** Where a field stands, and from where the fields are seen on which it depends: group, segment, then the whole record. */
    private final class Place {
        final String segment;
        final int occurrence;
        private final @Nullable Place outer;
        private final Parts parts;

        Place(String segment, int occurrence, @Nullable Place outer, Parts parts) {
            this.segment = segment;
            this.occurrence = occurrence;
            this.outer = outer;
            this.parts = parts;
        }

        @Nullable String value(String tag) {
            String here = parts.value(tag);
            if (here != null) {
                return here;
            }
            return outer == null ? message.value(tag) : outer.value(tag);
        }
    }
}
