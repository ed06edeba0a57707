package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.registry.pbcrc.message.OnFile.Event;
import org.creditconnector.registry.pbcrc.message.OnFile.Told;
import org.creditconnector.registry.pbcrc.message.OnFile.Version;
import org.jspecify.annotations.Nullable;

/** One message beside what is on file about its subject. */
final class StateFacts {
    private final Message message;
    private final RecordLayout layout;
    private final RecordLayout reported;
    private final OnFile filed;
    private final OnFile other;

    /**
     * @param layout of the message
     * @param reported of the record that reports the subject
     * @param other on file under the new identifier of an identifier change
     */
    StateFacts(Message message, RecordLayout layout, RecordLayout reported, OnFile filed, OnFile other) {
        this.message = message;
        this.layout = layout;
        this.reported = reported;
        this.filed = filed;
        this.other = other;
    }

    Message message() {
        return message;
    }

    /** Tag of the first segment, which says what the message is about; empty when the message has none. */
    String anchor() {
        return message.segments().isEmpty()
                ? Segment.ITSELF
                : message.segments().get(0).tag();
    }

    RecordLayout reported() {
        return reported;
    }

    RecordKind kind() {
        return layout.kind();
    }

    /** True for the report record itself, not for another report of its rule group. */
    boolean isReport() {
        return layout.kind() == RecordKind.REPORT;
    }

    OnFile filed() {
        return filed;
    }

    OnFile other() {
        return other;
    }

    /** Report date, or that of the version to be corrected; empty when there is none. */
    String date() {
        return text("RptDate");
    }

    String text(String tag) {
        String value = message.value(tag);
        return value == null ? "" : value;
    }

    /** Letter of a correction or deletion; empty when there is none. */
    String letter() {
        String letter = text("MdfcSgmtCode");
        return letter.isEmpty() ? text("DelSgmtCode") : letter;
    }

    String accountType() {
        return filed.accountType().isEmpty() ? text("AcctType") : filed.accountType();
    }

    /** A segment told or corrected by the message; null when it has none. */
    @Nullable Parts content(String segment) {
        return message.content(segment);
    }

    String newestDate() {
        Version newest = filed.newest();
        return newest == null ? "" : newest.reportDate();
    }

    boolean isStored() {
        return filed.at(date()) != null;
    }

    boolean isLaterThanNewest() {
        return date().compareTo(newestDate()) > 0;
    }

    /** Whether the message says closed, ended or expired. */
    boolean closes() {
        for (SegmentLayout segment : reported.segments()) {
            Parts parts = message.content(segment.tag());
            if (parts != null) {
                FieldLayout status = segment.status();
                if (status != null && isClosed(status, parts.value(status.tag()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a version on file says closed, ended or expired. */
    boolean closed(Version version) {
        for (Told told : version.segments()) {
            SegmentLayout segment = reported.segment(told.segment());
            FieldLayout status = segment == null ? null : segment.status();
            if (status != null && isClosed(status, told.facts().get(status.tag()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a version on file says whether it is open or closed. */
    private boolean tells(Version version) {
        for (Told told : version.segments()) {
            SegmentLayout segment = reported.segment(told.segment());
            FieldLayout status = segment == null ? null : segment.status();
            if (status != null && told.facts().containsKey(status.tag())) {
                return true;
            }
        }
        return false;
    }

    /** The newest version that says whether the subject is open; null when none does. */
    @Nullable Version newestState() {
        List<Version> versions = filed.versions();
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (tells(versions.get(i))) {
                return versions.get(i);
            }
        }
        return null;
    }

    private boolean isClosed(FieldLayout status, @Nullable String value) {
        CodeList codes = status.codes();
        return codes != null && codes.role(value, accountType()).equals(CodeList.CLOSED);
    }

    /** Values of a field of a segment at all dates but the message's own, before (or after) it. */
    List<String> neighbours(String segment, String tag, boolean before) {
        List<String> values = new ArrayList<>();
        for (Version version : filed.versions()) {
            int order = version.reportDate().compareTo(date());
            String value = version.fact(segment, tag);
            if (value != null && (before ? order < 0 : order > 0)) {
                values.add(value);
            }
        }
        return values;
    }

    /** The valid events of a role. */
    List<Event> events(String role) {
        return filed.events().stream()
                .filter(event -> event.role().equals(role))
                .toList();
    }
}
