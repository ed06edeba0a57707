package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.jspecify.annotations.Nullable;

/** Lending accounts of enterprises: record 410. */
final class EnterpriseAccounts implements AccountFamily {
    private static final String TYPES = "enterprise-account-type";
    private static final String CLAIM = "C1";

    private final CodeTables codes;
    private final PbcrcSettings settings;
    private final EnterpriseSegments segments;

    EnterpriseAccounts(PbcrcSettings settings, CodeTables codes) {
        this.codes = codes;
        this.settings = settings;
        this.segments = new EnterpriseSegments(settings, codes);
    }

    @Override
    public String report() {
        return "410";
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
        return List.of("ActLbltyInfSgmt");
    }

    @Override
    public String transactions() {
        return "AcctSpecTrstDspnSgmt";
    }

    @Override
    public String typeChanged() {
        return "CLR019";
    }

    @Override
    public @Nullable String type(CreditRecord record) {
        return codes.code(TYPES, record.getAccount().getKind());
    }

    @Override
    public String typeTable() {
        return TYPES;
    }

    @Override
    public SpecialEvents special(CreditRecord record, String type) {
        return SpecialEvents.none(record, type);
    }

    @Override
    public Points points(CreditRecord record, String type, LocalDate opened, TreeMap<LocalDate, String> told) {
        return new EnterprisePlan(EnterprisePlan.LENDING, record, type, opened, settings, codes).points(told);
    }

    /** Letters of the segments that a record may have at a time point, in their order. */
    static String letters(TimePoint point) {
        boolean claim = point.type().equals(CLAIM);
        boolean ended = point.code().equals(TimePoint.CLOSED);
        StringBuilder letters = new StringBuilder("B");
        if (point.first()) {
            letters.append(claim ? ended ? "C" : "CDG" : "CDEF");
        } else if (point.code().equals(EnterprisePlan.DRAWDOWN)) {
            letters.append('C');
        }
        return letters.append("HI").toString();
    }

    @Override
    public boolean isNegative(CreditRecord state, TimePoint point) {
        return !point.code().equals(TimePoint.RECOVERED) && new Standing(state, point.type(), settings).negative();
    }

    @Override
    public Message message(CreditRecord state, TimePoint point) {
        MessageBuilder builder = Message.of(report());
        for (char letter : letters(point).toCharArray()) {
            segments.add(builder, letter, state, point);
        }
        return builder.build();
    }
}
