package org.creditconnector.mockregistry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.registry.pbcrc.message.Field;
import org.creditconnector.registry.pbcrc.message.Group;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.Part;
import org.creditconnector.registry.pbcrc.message.Parts;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.jspecify.annotations.Nullable;

/**
 * What stands, in values. Written from the published description of changes, corrections and deletions alone, so that it can contradict
 * what the connector believes to be on file. Takes accepted messages only. Not for several threads.
 */
final class PbcrcShelf {
    private static final String CORRECTED = "MdfcSgmt";

    /** Tags of the segments that a deletion can name, by rule group and letter. */
    private static final Map<String, Map<String, String>> DELETABLE = Map.of(
            "210",
            Map.of(
                    "C", "AcctBsInfSgmt",
                    "H", "AcctMthlyBlgInfSgmt",
                    "I", "SpecPrdSgmt",
                    "J", "AcctDbtInfSgmt",
                    "K", "AcctSpecTrstDspnSgmt"),
            "220",
            Map.of("D", "CreditLimSgmt"),
            "230",
            Map.of("C", "GuarAcctBsInfSgmt", "D", "GuarRltRepymtInfSgmt"),
            "410",
            Map.of("C", "AcctBsInfSgmt", "H", "ActLbltyInfSgmt", "I", "AcctSpecTrstDspnSgmt"),
            "420",
            Map.of("D", "CreditLimSgmt"),
            "440",
            Map.of("C", "GuarAcctBsInfSgmt", "D", "GuarRltRepymtInfSgmt"));

    private final Map<String, Subject> subjects = new TreeMap<>();

    private static final class Subject {
        private final TreeMap<String, Told> told = new TreeMap<>();
        private final Map<String, String> events = new LinkedHashMap<>();
    }

    private record Told(String point, Map<String, Map<String, String>> segments) {}

    /**
     * Applies an accepted message.
     *
     * @param subject key of what it is about
     * @param changedTo key under which it stands from now on; null when the message changes no identifier
     */
    void take(Message message, String subject, @Nullable String changedTo) {
        switch (message.record().charAt(2)) {
            case '0' -> report(of(subject), message);
            case '1' -> rename(subject, changedTo);
            case '2' -> correct(of(subject), message);
            case '3' -> deleteSegment(of(subject), message);
            case '4' -> subjects.remove(subject);
            case '5' -> event(of(subject), message);
            default ->
                throw new IllegalStateException(
                        "record type " + message.record() + " is none that changes what stands");
        }
    }

    private Subject of(String subject) {
        return subjects.computeIfAbsent(subject, key -> new Subject());
    }

    private static void report(Subject subject, Message message) {
        Map<String, Map<String, String>> segments = new TreeMap<>();
        for (Segment segment : message.segments()) {
            segments.put(segment.tag(), values(segment));
        }
        subject.told.put(text(message, "RptDate"), new Told(text(message, "RptDateCode"), segments));
    }

    private void rename(String subject, @Nullable String changedTo) {
        Subject moved = subjects.remove(subject);
        if (moved != null && changedTo != null) {
            subjects.put(changedTo, moved);
        }
    }

    private static void correct(Subject subject, Message message) {
        Segment body = message.segment(CORRECTED);
        if (body == null || !(body.parts().get(0) instanceof Group content)) {
            throw new IllegalStateException("an accepted correction without a segment");
        }
        String date = text(message, "RptDate");
        Told told = subject.told.getOrDefault(date, new Told("", Map.of()));
        Map<String, Map<String, String>> segments = new TreeMap<>(told.segments());
        if (text(message, "MdfcSgmtCode").equals("B")) {
            // A corrected base holds the borrower and the branch only; all else of it stays.
            Map<String, String> base = new TreeMap<>(segments.getOrDefault(content.tag(), Map.of()));
            base.putAll(values(content));
            segments.put(content.tag(), base);
        } else {
            segments.put(content.tag(), values(content));
        }
        subject.told.put(date, new Told(told.point(), segments));
    }

    private static void deleteSegment(Subject subject, Message message) {
        String group = message.record().substring(0, 2) + "0";
        String letter = text(message, "DelSgmtCode");
        String tag = DELETABLE.getOrDefault(group, Map.of()).get(letter);
        if (tag == null) {
            throw new IllegalStateException("an accepted " + message.record() + " of segment '" + letter
                    + "', which the published list does not have");
        }
        String from = text(message, "DelStartDate");
        String to = text(message, "DelEndDate");
        subject.told.replaceAll((date, told) -> {
            boolean within = (from.isEmpty() || date.compareTo(from) >= 0) && (to.isEmpty() || date.compareTo(to) <= 0);
            Map<String, Map<String, String>> segments = new TreeMap<>(told.segments());
            if (within) {
                segments.remove(tag);
            }
            return new Told(told.point(), segments);
        });
    }

    private static void event(Subject subject, Message message) {
        String event = text(message, "OpetnType") + " " + text(message, "Month");
        if (text(message, "Flag").equals("1")) {
            subject.events.put(event, text(message, "RptDate"));
        } else {
            subject.events.remove(event);
        }
    }

    private static Map<String, String> values(Parts parts) {
        Map<String, String> values = new TreeMap<>();
        Map<String, Integer> seen = new TreeMap<>();
        for (Part part : parts.parts()) {
            if (part instanceof Field field) {
                values.put(field.tag(), field.value());
            } else if (part instanceof Group group) {
                int number = seen.merge(group.tag(), 1, Integer::sum);
                values(group).forEach((tag, value) -> values.put(group.tag() + "[" + number + "]." + tag, value));
            }
        }
        return values;
    }

    private static String text(Message message, String tag) {
        String value = message.value(tag);
        return value == null ? "" : value;
    }

    /** All that stands, by subject. */
    Map<String, PbcrcHolding> holdings() {
        Map<String, PbcrcHolding> all = new TreeMap<>();
        subjects.forEach((key, subject) -> {
            List<PbcrcHolding.Version> versions = new ArrayList<>();
            subject.told.forEach(
                    (date, told) -> versions.add(new PbcrcHolding.Version(date, told.point(), told.segments())));
            all.put(key, new PbcrcHolding(key, versions, List.copyOf(subject.events.keySet())));
        });
        return all;
    }
}
