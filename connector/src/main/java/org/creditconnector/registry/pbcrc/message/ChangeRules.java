package org.creditconnector.registry.pbcrc.message;

import java.util.List;
import java.util.Set;

/** Identifier changes, corrections and deletions: the same shapes under codes of each record group. */
final class ChangeRules {
    /** What a correction of the base may hold (spec.md, Corrections). */
    private static final Set<String> BASE_FIELDS = Set.of("Name", "IDType", "IDNum", "MngmtOrgCode");

    private static final String ANCHOR = "BsSgmt";
    private static final String CONTENT = Message.CORRECTED;
    private static final String LETTER = "MdfcSgmtCode";

    private ChangeRules() {}

    static void register(RuleBook book) {
        idChange(book, "210", "BIE000");
        idChange(book, "220", "BIE100");
        idChange(book, "230", "BIE200");
        idChange(book, "510", "BIE300");
        idChange(book, "410", "CIR000");
        idChange(book, "420", "CIR100");
        idChange(book, "440", "CIR200");
        correction(book, "210", "BMR001", "BMR003");
        correction(book, "220", "BMR101", "BMR105");
        correction(book, "230", "BMR201", "BMR212");
        correction(book, "410", "CMR002", "CMR005");
        correction(book, "420", "CMR101", "CMR106");
        correction(book, "440", "CMR301", "CMR303");
        accountType(book, "210", "BMR005");
        accountType(book, "410", "CMR004");
        deletion(book, "210", "BSE000", "BSE001");
        deletion(book, "220", "BSE100", "BSE101");
        deletion(book, "230", "BSE200", "BSE201");
        deletion(book, "410", "CSE000", "CSE001");
        deletion(book, "420", "CSE100", "CSE101");
        deletion(book, "440", "CSE300", "CSE301");
    }

    private static void idChange(RuleBook book, String group, String equal) {
        book.add(group, equal, (facts, out) -> {
            Parts base = facts.base();
            String old = base == null ? null : base.value("OdBnesCode");
            if (base != null && old != null && old.equals(base.value("NwBnesCode"))) {
                out.hit(base.tag(), "NwBnesCode");
            }
        });
    }

    private static void correction(RuleBook book, String group, String content, String fields) {
        RecordLayout corrected = book.pack().record(group);
        book.add(group, content, (facts, out) -> {
            Segment anchor = facts.message().segment(ANCHOR);
            Segment body = facts.message().segment(CONTENT);
            String letter = anchor == null ? null : anchor.value(LETTER);
            if (letter == null || body == null) {
                return;
            }
            SegmentLayout named = corrected.ofLetter(letter);
            List<Part> parts = body.parts();
            if (named != null && (parts.size() != 1 || !parts.get(0).tag().equals(named.tag()))) {
                out.hit(ANCHOR, LETTER);
            }
        });
        String base = corrected.segments().get(0).tag();
        book.add(group, fields, (facts, out) -> {
            Segment body = facts.message().segment(CONTENT);
            for (Group one : Facts.groups(body, base)) {
                for (Part part : one.parts()) {
                    if (!BASE_FIELDS.contains(part.tag())) {
                        out.hit(base, part.tag());
                    }
                }
            }
        });
    }

    private static void accountType(RuleBook book, String group, String code) {
        RecordLayout corrected = book.pack().record(group);
        book.add(group, code, (facts, out) -> {
            Segment anchor = facts.message().segment(ANCHOR);
            String letter = anchor == null ? null : anchor.value(LETTER);
            SegmentLayout named = letter == null ? null : corrected.ofLetter(letter);
            if (named != null
                    && !facts.type().isEmpty()
                    && !named.accountTypes().isEmpty()
                    && !named.accountTypes().contains(facts.type())) {
                out.hit(ANCHOR, LETTER);
            }
        });
    }

    private static void deletion(RuleBook book, String group, String empty, String reversed) {
        book.add(group, empty, (facts, out) -> {
            Parts base = facts.base();
            if (base != null
                    && Facts.has(base, "DelSgmtCode")
                    && !Facts.has(base, "DelStartDate")
                    && !Facts.has(base, "DelEndDate")) {
                out.hit(base.tag(), "DelStartDate");
            }
        });
        book.add(group, reversed, CommonRules.ordered(Segment.ITSELF, "DelStartDate", "DelEndDate"));
    }
}
