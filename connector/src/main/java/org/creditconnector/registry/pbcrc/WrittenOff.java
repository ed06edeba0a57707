package org.creditconnector.registry.pbcrc;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.StatusSince;

/**
 * Debt that the lender wrote off. To the lender it is gone; at this registry it is bad debt of which the borrower still owes everything,
 * with an overdue total above zero, until it is paid or let off (spec.md, section "Account status"). So a write-off is read as a charge-off,
 * which leaves all that is owed as it is, and remembered as what it was.
 */
final class WrittenOff {
    /** Stands in the value after of an event of ours, which no lender's event of this kind has. */
    private static final String MARK = AccountStatus.WRITTEN_OFF.name();

    private WrittenOff() {}

    /** The record itself where nothing was written off; else a copy that is derived anew. */
    static CreditRecord stillOwed(CreditRecord record) {
        boolean byStatus = record.getState().getStatus().getValue() == AccountStatus.WRITTEN_OFF;
        boolean byEvent = record.getEvents().stream().anyMatch(event -> event.getKind() == EventKind.WRITE_OFF);
        if (!byStatus && !byEvent) {
            return record;
        }
        CreditRecord owed = shallow(record, new CreditRecord());
        List<AccountEvent> events = new ArrayList<>();
        record.getEvents().forEach(event -> events.add(event.getKind() == EventKind.WRITE_OFF ? marked(event) : event));
        StatusSince status = record.getState().getStatus();
        if (byStatus && !byEvent && status.getSince() != null) {
            events.add(marked(AccountEvent.newBuilder()
                    .setEventKey("written off")
                    .setKind(EventKind.WRITE_OFF)
                    .setOccurredOn(status.getSince())
                    .build()));
        }
        owed.setEvents(events);
        if (byStatus) {
            AccountState state = shallow(record.getState(), new AccountState());
            state.setStatus(new StatusSince(AccountStatus.CHARGED_OFF, status.getSince()));
            owed.setState(state);
        }
        List<Instalment> instalments = new ArrayList<>();
        for (Instalment instalment : record.getInstalments()) {
            Instalment open = shallow(instalment, new Instalment());
            open.setWrittenOff(null);
            instalments.add(open);
        }
        owed.setInstalments(instalments);
        return HistoryDerivation.derive(owed).record();
    }

    private static AccountEvent marked(AccountEvent event) {
        AccountEvent marked = shallow(event, new AccountEvent());
        marked.setKind(EventKind.CHARGE_OFF);
        marked.setValueAfter(MARK);
        return marked;
    }

    /** The sections are shared: nothing changes them. */
    static <T extends SpecificRecordBase> T shallow(T from, T to) {
        for (int field = 0; field < from.getSchema().getFields().size(); field++) {
            to.put(field, from.get(field));
        }
        return to;
    }

    /** What an event was before it was read otherwise. */
    static EventKind kind(AccountEvent event) {
        return event.getKind() == EventKind.CHARGE_OFF && MARK.equals(event.getValueAfter())
                ? EventKind.WRITE_OFF
                : event.getKind();
    }

    /** Whether it was written off, and not only charged off, by the record's date. */
    static boolean isWrittenOff(CreditRecord record) {
        return record.getEvents().stream()
                .anyMatch(event -> !event.getReversed() && kind(event) == EventKind.WRITE_OFF);
    }
}
