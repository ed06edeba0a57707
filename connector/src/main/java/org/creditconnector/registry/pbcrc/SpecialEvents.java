package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.jspecify.annotations.Nullable;

/**
 * Special events of an account (record 215, spec.md section "Special events"): a month without a bill, a closed card in use again, an
 * account that goes on at another institution. They say which time points there are not, and are told after the records of a night.
 */
final class SpecialEvents {
    /** Record type of the note of an event. */
    static final String RECORD = "215";

    private static final String IN_FORCE = "1";
    private static final String REVOKED = "0";

    private final List<Event> events;
    private final String type;
    private final LocalDate asOf;

    /** One event in force, with its code at the registry. */
    private record Event(String code, EventKind kind, LocalDate on) {
        String month() {
            return YearMonth.from(on).toString();
        }
    }

    private SpecialEvents(List<Event> events, String type, LocalDate asOf) {
        this.events = events;
        this.type = type;
        this.asOf = asOf;
    }

    /** Those of a record that the registry knows for the account type. */
    static SpecialEvents of(CreditRecord record, String type, CodeTables codes) {
        List<Event> events = new ArrayList<>();
        record.getEvents().forEach(event -> {
            String code = codes.code("special-event", event.getKind(), type);
            if (code != null && !event.getReversed()) {
                events.add(new Event(code, event.getKind(), event.getOccurredOn()));
            }
        });
        events.sort(Comparator.comparing(Event::on).thenComparing(Event::code));
        return new SpecialEvents(events, type, record.getReport().getAsOf());
    }

    /** Of an account that has no such record. */
    static SpecialEvents none(CreditRecord record, String type) {
        return new SpecialEvents(List.of(), type, record.getReport().getAsOf());
    }

    /** Whether a month has no bill, and so no settlement. */
    boolean isWithoutBill(LocalDate settlement) {
        return events.stream()
                .anyMatch(event -> event.kind() == EventKind.BILL_DAY_MOVED
                        && event.month().equals(YearMonth.from(settlement).toString()));
    }

    /** The day a closed card was in use again; null where it never was. What was before is not known from today's facts. */
    @Nullable LocalDate reopenedOn() {
        return newest(EventKind.REOPENED);
    }

    /** The day from which another institution reports the account; null where none does. */
    @Nullable LocalDate movedOutOn() {
        return newest(EventKind.MOVED_OUT);
    }

    private @Nullable LocalDate newest(EventKind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(Event::on)
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    boolean isBeforeReopening(LocalDate date) {
        LocalDate reopened = reopenedOn();
        return reopened != null && date.isBefore(reopened);
    }

    /**
     * Notes that are due: of events in force that were not told, and of told ones that are not in force.
     *
     * @param told accepted notes that stand
     * @param newest newest report date of the account at the registry or due tonight; null where there is none
     */
    List<Due> due(String code, CreditRecord record, List<Accepted> told, @Nullable LocalDate newest, MessagePack pack) {
        List<Due> due = new ArrayList<>();
        Map<String, Accepted> standing = new TreeMap<>();
        for (Accepted one : told) {
            standing.put(key(Tolds.FORM.decode(one.reportedState())), one);
        }
        for (Event event : events) {
            if (standing.remove(event.code() + " " + event.month()) == null
                    && !event.on().isAfter(asOf)) {
                LocalDate date = event.kind() == EventKind.MOVED_OUT
                                && newest != null
                                && !newest.isBefore(event.on())
                                && newest.isBefore(asOf)
                        ? newest.plusDays(1)
                        : event.on();
                due.add(new Due(
                        ItemKind.REPORT,
                        date,
                        0,
                        null,
                        record,
                        drafted(code, event.code(), date, YearMonth.from(date).toString(), IN_FORCE, pack)));
            }
        }
        standing.forEach((key, one) -> due.add(new Due(
                ItemKind.DELETION,
                one.reportDate(),
                0,
                one.itemId(),
                null,
                drafted(
                        code,
                        key.substring(0, key.indexOf(' ')),
                        one.reportDate(),
                        key.substring(key.indexOf(' ') + 1),
                        REVOKED,
                        pack))));
        return due;
    }

    /** Whether a card that is in use again is not known to be so at the registry, which takes no records of it until it is. */
    boolean isReopeningToTell(List<Accepted> told) {
        LocalDate reopened = reopenedOn();
        return reopened != null
                && told.stream()
                        .map(one -> Tolds.FORM.decode(one.reportedState()))
                        .noneMatch(one -> events.stream()
                                .filter(event -> event.kind() == EventKind.REOPENED)
                                .anyMatch(event -> key(one).equals(event.code() + " " + event.month())));
    }

    /** What an accepted note told. */
    static Message noted(Accepted note, MessagePack pack) {
        Told told = Tolds.FORM.decode(note.reportedState());
        return pack.arranged(Message.of(RECORD)
                .fields(parts -> parts.put("OpetnType", told.getTimePoint())
                        .put("Month", told.getSegments().get(RECORD))
                        .put("Flag", IN_FORCE)
                        .put("RptDate", told.getReportDate().toString()))
                .build());
    }

    private static String key(Told told) {
        return told.getTimePoint() + " "
                + Objects.requireNonNullElse(told.getSegments().get(RECORD), "");
    }

    private Drafted drafted(String account, String event, LocalDate date, String month, String flag, MessagePack pack) {
        Message message = pack.arranged(Message.of(RECORD)
                .fields(parts -> parts.put("AcctCode", account)
                        .put("OpetnType", event)
                        .put("Month", month)
                        .put("Flag", flag)
                        .put("RptDate", date.toString()))
                .build());
        return new Drafted(
                message,
                Told.newBuilder()
                        .setRecordType(RECORD)
                        .setReportDate(date)
                        .setTimePoint(event)
                        .setAccountType(type)
                        .setSegments(new TreeMap<>(Map.of(RECORD, month)))
                        .build());
    }
}
