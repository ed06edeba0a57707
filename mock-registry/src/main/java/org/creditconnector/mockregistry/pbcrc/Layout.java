package org.creditconnector.mockregistry.pbcrc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.mockregistry.pbcrc.FieldTable.Presence;
import org.creditconnector.mockregistry.pbcrc.SegmentTable.GroupTable;
import org.jspecify.annotations.Nullable;

/** One record against the tables: structure, presence, types, lists, repetition, identifiers, dates after the report date. */
final class Layout {
    private static final Map<String, String> NO_BASE = Map.of(
            "110", "BBR000", "210", "BLR029", "220", "BCR000", "230", "BAR008", "310", "CBR005", "410", "CLR018", "420",
            "CCR000", "440", "CAR004", "510", "BPR000");
    private static final Map<String, String> WRONG_TYPE =
            Map.of("210", "BLD000", "212", "BLD000", "410", "CLD000", "412", "CMR003");
    /** What a corrected base may bring. */
    private static final Set<String> CORRECTED_BASE = Set.of("Name", "IDType", "IDNum", "MngmtOrgCode");

    private final Forms forms;
    private final Entry entry;
    private final String provider;
    private final Set<String> branches;
    private final boolean relaxed;
    private final List<Refusal> refusals = new ArrayList<>();
    private final String accountType;
    private final @Nullable LocalDate reported;

    private Layout(Forms forms, Entry entry, String provider, Set<String> branches, boolean relaxed) {
        this.forms = forms;
        this.entry = entry;
        this.provider = provider;
        this.branches = branches;
        this.relaxed = relaxed;
        this.accountType = entry.text("AcctType");
        this.reported = Tagged.day(entry.text("RptDate"));
    }

    /**
     * Checks it.
     *
     * @param branches all branches of the provider
     * @param relaxed whether fields outside the base may be missing (template 90)
     */
    static List<Refusal> check(Forms forms, Entry entry, String provider, Set<String> branches, boolean relaxed) {
        var layout = new Layout(forms, entry, provider, branches, relaxed);
        layout.record();
        return layout.refusals;
    }

    private void refuse(String code, String tag) {
        refusals.add(new Refusal(code, tag));
    }

    private void record() {
        RecordTable record = entry.record();
        if (!entry.root().tag().equals(record.root())) {
            refuse("ABR000", entry.root().tag());
            return;
        }
        if (record.flat()) {
            segment(entry.root(), record.segments().get(0), false);
        } else if (record.corrects()) {
            correction(record.segments().get(0));
        } else {
            Set<String> seen = new HashSet<>();
            for (Tagged one : entry.root().inside()) {
                SegmentTable table = record.byTag(one.tag());
                if (table == null || !seen.add(one.tag())) {
                    refuse("ABR000", one.tag());
                } else {
                    segment(one, table, false);
                }
            }
            String code = NO_BASE.get(record.type());
            String base = record.segments().get(0).tag();
            if (code != null && !seen.contains(base)) {
                refuse(code, base);
            }
        }
    }

    private void correction(SegmentTable head) {
        Set<String> seen = new HashSet<>();
        for (Tagged one : entry.root().inside()) {
            boolean known = one.tag().equals(head.tag()) || one.tag().equals("MdfcSgmt");
            if (!known || !seen.add(one.tag())) {
                refuse("ABR000", one.tag());
            } else if (one.tag().equals(head.tag())) {
                segment(one, head, false);
            }
        }
        if (!seen.contains(head.tag())) {
            refuse("ABD000", head.tag());
        }
        if (!entry.hasContent()) {
            refuse("ABD000", "MdfcSgmt");
        } else if (entry.content().isEmpty()) {
            refuse("ABD001", "MdfcSgmt");
        }
        for (Tagged one : entry.content()) {
            SegmentTable table = entry.report().byTag(one.tag());
            if (table == null || entry.content().size() > 1) {
                refuse("ABR000", one.tag());
            } else {
                segment(one, table, table.letter().equals("B"));
            }
        }
    }

    private void segment(Tagged segment, SegmentTable table, boolean correctedBase) {
        if (segment.inside().isEmpty()) {
            refuse("ABD001", segment.tag());
            return;
        }
        boolean loose = relaxed && !table.letter().equals("B");
        GroupTable group = table.group();
        List<FieldTable> fields = new ArrayList<>(table.fields());
        if (group != null) {
            fields.add(group.count());
        }
        if (correctedBase) {
            // Which other fields it brings is told by a rule of its own.
            fields.removeIf(field -> !CORRECTED_BASE.contains(field.tag()));
        }
        parts(segment, fields, group == null ? "" : group.tag(), loose, correctedBase);
        if (group != null) {
            groups(segment, group, loose);
        }
    }

    private void parts(Tagged of, List<FieldTable> fields, String group, boolean loose, boolean othersToo) {
        Set<String> known = new HashSet<>();
        for (FieldTable field : fields) {
            known.add(field.tag());
            Tagged there = of.first(field.tag());
            if (there == null) {
                // A corrected base brings what it changes.
                missing(field, loose || othersToo);
            } else {
                present(field, there, of);
            }
        }
        Set<String> seen = new HashSet<>();
        for (Tagged one : of.inside()) {
            if (!one.tag().equals(group) && ((!othersToo && !known.contains(one.tag())) || !seen.add(one.tag()))) {
                refuse("ABR000", one.tag());
            }
        }
    }

    private void missing(FieldTable field, boolean loose) {
        if (field.presence() == Presence.ALWAYS && !loose) {
            refuse("ABD000", field.tag());
        } else if (field.presence() == Presence.BY_TYPE && field.types().contains(accountType)) {
            refuse(WRONG_TYPE.getOrDefault(entry.type(), "ABD000"), field.tag());
        }
    }

    private void present(FieldTable field, Tagged there, Tagged of) {
        if (field.presence() == Presence.BY_TYPE
                && !accountType.isEmpty()
                && !field.types().contains(accountType)) {
            refuse(WRONG_TYPE.getOrDefault(entry.type(), "ABR000"), field.tag());
            return;
        }
        String value = there.text();
        if (!there.inside().isEmpty()) {
            refuse("ABR000", there.inside().get(0).tag());
        } else if (Tagged.blank(value)) {
            if (!field.mayBeBlank()) {
                refuse("ABE000", field.tag());
            }
        } else if (!forms.fits(field.form(), value, accountType)) {
            refuse(field.tag().equals("InfRecType") ? "ABR000" : "ABE001", field.tag());
        } else {
            meaning(field, value, of);
        }
    }

    private void meaning(FieldTable field, String value, Tagged of) {
        if (!Forms.inRange(field.form(), value)) {
            refuse("ABE008", field.tag());
        }
        if (field.own() && !value.startsWith(provider)) {
            refuse("ABE002", field.tag());
        }
        if (field.branch() && !branches.contains(value)) {
            refuse("ABE003", field.tag());
        }
        LocalDate day = field.past() ? Tagged.day(value) : null;
        if (day != null && reported != null && day.isAfter(reported)) {
            refuse("ABE007", field.tag());
        }
        if (!field.numberOf().isEmpty()) {
            String[] parts = field.numberOf().split("/", 2);
            String category = of.value(parts[1]);
            Boolean person = Numbers.person(category.isEmpty() ? parts[1] : category);
            if (person != null && !Numbers.obeys(person, of.value(parts[0]), value)) {
                refuse("ABE004", field.tag());
            }
        }
    }

    private void groups(Tagged segment, GroupTable group, boolean loose) {
        List<Tagged> all = segment.all(group.tag());
        long count = segment.number(group.count().tag());
        if (count != Tagged.NONE && count != all.size()) {
            refuse("ABE010", group.count().tag());
        }
        Set<List<String>> keys = new HashSet<>();
        for (Tagged one : all) {
            if (one.inside().isEmpty()) {
                refuse("ABD001", one.tag());
                continue;
            }
            parts(one, group.fields(), "", loose, false);
            List<String> key = group.fields().stream()
                    .filter(FieldTable::key)
                    .map(field -> one.value(field.tag()))
                    .toList();
            if (!keys.add(key)) {
                refuse("ABE011", group.tag());
            }
        }
    }
}
