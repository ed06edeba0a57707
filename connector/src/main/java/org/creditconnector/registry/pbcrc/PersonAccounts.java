package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.jspecify.annotations.Nullable;

/** Lending accounts of persons: record 210. */
final class PersonAccounts implements AccountFamily {

    private final PbcrcSettings settings;
    private final CodeTables codes;
    private final AccountSegments segments;

    PersonAccounts(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
        this.segments = new AccountSegments(settings, codes);
    }

    @Override
    public String report() {
        return "210";
    }

    @Override
    public String base() {
        return "AcctBsSgmt";
    }

    @Override
    public String current() {
        return "DEFG";
    }

    @Override
    public List<String> standings() {
        return List.of("AcctMthlyBlgInfSgmt", "AcctDbtInfSgmt");
    }

    @Override
    public String transactions() {
        return "AcctSpecTrstDspnSgmt";
    }

    @Override
    public String typeChanged() {
        return "BLR019";
    }

    @Override
    public @Nullable String type(CreditRecord record) {
        return segments.type(record);
    }

    @Override
    public String typeTable() {
        return "account-type";
    }

    @Override
    public SpecialEvents special(CreditRecord record, String type) {
        return SpecialEvents.of(record, type, codes);
    }

    @Override
    public Points points(CreditRecord record, String type, LocalDate opened, TreeMap<LocalDate, String> told) {
        return new Points(
                new AccountPlan(record, type, opened, settings, special(record, type)).points(told), List.of());
    }

    @Override
    public boolean isNegative(CreditRecord state, TimePoint point) {
        return !point.code().equals(TimePoint.RECOVERED) && new Standing(state, point.type(), settings).negative();
    }

    @Override
    public Message message(CreditRecord state, TimePoint point) {
        MessageBuilder builder = Message.of(report());
        for (char letter : point.letters().toCharArray()) {
            segments.add(builder, letter, state, point);
        }
        return builder.build();
    }
}
