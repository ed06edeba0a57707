package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.digest.Sha256;
import org.creditconnector.registry.pbcrc.message.OnFile.Event;
import org.creditconnector.registry.pbcrc.message.OnFile.Told;
import org.creditconnector.registry.pbcrc.message.OnFile.Version;
import org.jspecify.annotations.Nullable;

/** How an accepted message changes what is on file. */
final class Filing {
    private static final int DIGEST_CHARACTERS = 32;
    private static final String[][] IDENTITIES = {{"IDType", "IDNum"}, {"CertType", "CertNum"}};

    private final MessagePack pack;

    Filing(MessagePack pack) {
        this.pack = pack;
    }

    OnFile accept(OnFile filed, Message message) {
        RecordLayout layout = pack.record(message.record());
        return switch (layout.kind()) {
            case REPORT -> report(filed, message, layout);
            case CORRECTION -> corrected(filed, message);
            case SEGMENT_DELETION -> without(filed, message);
            case DELETION -> OnFile.NOTHING;
            case EVENT -> event(filed, message);
            case ID_CHANGE -> renamed(filed, message);
        };
    }

    private OnFile report(OnFile filed, Message message, RecordLayout layout) {
        List<Told> told = new ArrayList<>();
        for (Segment segment : message.segments()) {
            SegmentLayout known = layout.segment(segment.tag());
            if (known != null) {
                told.add(told(segment, known.content()));
            }
        }
        String type = message.value("AcctType");
        Version version = new Version(
                text(message.value("RptDate")),
                message.segments().isEmpty() ? "" : identity(message.segments().get(0)),
                told);
        return new OnFile(
                filed.accountType().isEmpty() ? text(type) : filed.accountType(),
                with(filed.versions(), version),
                filed.events(),
                filed.formerIds(),
                filed.movedTo());
    }

    private OnFile corrected(OnFile filed, Message message) {
        Segment body = message.segment(Message.CORRECTED);
        String date = text(message.value("RptDate"));
        if (body == null || body.parts().isEmpty() || !(body.parts().get(0) instanceof Group content)) {
            return filed;
        }
        Version old = filed.at(date);
        Version newest = filed.newest();
        Version version = old != null ? old : new Version(date, newest == null ? "" : newest.identity(), List.of());
        String identity = identity(content);
        List<Told> told = new ArrayList<>(version.segments());
        if (identity.isEmpty()) {
            told.removeIf(one -> one.segment().equals(content.tag()));
            told.add(told(content, contentLayout(message, content.tag())));
        } else {
            version = new Version(date, identity, told);
        }
        return new OnFile(
                filed.accountType(),
                with(filed.versions(), new Version(date, version.identity(), told)),
                filed.events(),
                filed.formerIds(),
                filed.movedTo());
    }

    private PartsLayout contentLayout(Message message, String segment) {
        SegmentLayout body = pack.record(message.record()).segment(Message.CORRECTED);
        if (body != null) {
            int place = body.content().place(segment);
            if (place >= 0 && body.content().part(place) instanceof GroupLayout group) {
                return group.content();
            }
        }
        return new PartsLayout(List.of());
    }

    private OnFile without(OnFile filed, Message message) {
        String from = text(message.value("DelStartDate"));
        String to = text(message.value("DelEndDate"));
        RecordLayout reported = pack.record(pack.record(message.record()).ruleGroup());
        SegmentLayout segment = reported.ofLetter(text(message.value("DelSgmtCode")));
        List<Version> versions = new ArrayList<>();
        for (Version version : filed.versions()) {
            List<Told> left = new ArrayList<>(version.segments());
            if (segment != null && within(version.reportDate(), from, to)) {
                left.removeIf(told -> told.segment().equals(segment.tag()));
            }
            versions.add(new Version(version.reportDate(), version.identity(), left));
        }
        return new OnFile(filed.accountType(), versions, filed.events(), filed.formerIds(), filed.movedTo());
    }

    /** Whether a date lies in an interval; an empty bound is open. */
    static boolean within(String date, String from, String to) {
        return (from.isEmpty() || date.compareTo(from) >= 0) && (to.isEmpty() || date.compareTo(to) <= 0);
    }

    private OnFile event(OnFile filed, Message message) {
        String kind = text(message.value("OpetnType"));
        String month = text(message.value("Month"));
        List<Event> events = new ArrayList<>(filed.events());
        events.removeIf(event -> event.kind().equals(kind) && event.month().equals(month));
        if (pack.codes("event-flag").role(message.value("Flag"), null).equals("valid")) {
            String role = pack.codes("special-event").role(kind, null);
            events.add(new Event(kind, role, month, text(message.value("RptDate"))));
        }
        return new OnFile(filed.accountType(), filed.versions(), events, filed.formerIds(), filed.movedTo());
    }

    private static OnFile renamed(OnFile filed, Message message) {
        List<String> former = new ArrayList<>(filed.formerIds());
        former.add(text(message.value("OdBnesCode")));
        return new OnFile(filed.accountType(), filed.versions(), filed.events(), former, null);
    }

    private static List<Version> with(List<Version> versions, Version version) {
        List<Version> all = new ArrayList<>(versions);
        all.removeIf(one -> one.reportDate().equals(version.reportDate()));
        all.add(version);
        all.sort(Comparator.comparing(Version::reportDate));
        return all;
    }

    private static Told told(Parts parts, PartsLayout layout) {
        Map<String, String> facts = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        for (PartLayout part : layout.parts()) {
            if (part instanceof FieldLayout field && field.checks().keep()) {
                String value = parts.value(field.tag());
                if (value != null) {
                    facts.put(field.tag(), value);
                }
            } else if (part instanceof GroupLayout group && group.keep()) {
                for (Group one : parts.groups(group.tag())) {
                    repeated.add(key(one, group.unique()));
                }
            }
        }
        return new Told(parts.tag(), facts, repeated);
    }

    /** The unique fields of a group, joined by a plus sign. */
    static String key(Group group, List<String> tags) {
        StringBuilder key = new StringBuilder();
        for (String tag : tags) {
            key.append(key.length() == 0 ? "" : "+").append(text(group.value(tag)));
        }
        return key.toString();
    }

    /** Digest of kind and number of the document in a base segment; empty when there is none. */
    static String identity(Parts base) {
        for (String[] tags : IDENTITIES) {
            String kind = base.value(tags[0]);
            String number = base.value(tags[1]);
            if (kind != null && number != null) {
                return digest(kind + '\u001f' + number);
            }
        }
        return "";
    }

    static String digest(String text) {
        return Sha256.hex(text).substring(0, DIGEST_CHARACTERS);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
