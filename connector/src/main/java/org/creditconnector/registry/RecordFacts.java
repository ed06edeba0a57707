package org.creditconnector.registry;

import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import org.creditconnector.codec.AvroBuffer;
import org.creditconnector.codec.CompiledWriter;
import org.creditconnector.digest.Sha256;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.ReportIdentity;

/**
 * Digest over the facts of a record, so that two nights can be compared without their records. What passes with the days alone
 * is left out: report and business date, lineage, everything derived, and the order of {@code missing}. The rule is written
 * down in {@code registries/registry-api/spec.md}; changing it makes every account look changed.
 */
public final class RecordFacts {
    private static final int USUAL_BYTES = 4_096;
    private static final LocalDate NO_DATE = LocalDate.EPOCH;
    private static final Comparator<MissingValue> BY_PATH =
            Comparator.comparing(MissingValue::getPath).thenComparing(MissingValue::getReason);
    private static final CompiledWriter<CreditRecord> WRITER = new CompiledWriter<>(CreditRecord.getClassSchema());

    private RecordFacts() {}

    /** Lower-case hex SHA-256 of the facts. */
    public static String digest(CreditRecord record) {
        MessageDigest digest = Sha256.start();
        AvroBuffer out = new AvroBuffer(USUAL_BYTES);
        WRITER.write(facts(record), out);
        out.digest(digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A copy that shares everything but what is left out. */
    private static CreditRecord facts(CreditRecord record) {
        ReportIdentity report = record.getReport();
        CreditRecord facts = new CreditRecord();
        facts.setReport(new ReportIdentity(
                report.getLenderCode(), report.getBranchCode(), report.getAccountKey(), NO_DATE, NO_DATE));
        facts.setLineage(null);
        facts.setAccount(record.getAccount());
        facts.setParties(record.getParties());
        facts.setAgreement(record.getAgreement());
        facts.setFunding(record.getFunding());
        facts.setCollateral(record.getCollateral());
        facts.setInstalments(record.getInstalments());
        facts.setRepayments(record.getRepayments());
        facts.setEvents(record.getEvents());
        facts.setState(record.getState());
        facts.setMonths(record.getMonths().stream()
                .filter(month -> month.getOrigin() == FigureOrigin.LENDER)
                .map(RecordFacts::undated)
                .toList());
        // The position repeats the last month, until a month begins of which the lender has said nothing yet.
        facts.setPosition(null);
        facts.setConsents(record.getConsents());
        facts.setNotices(record.getNotices());
        facts.setMissing(record.getMissing().stream()
                .filter(missing -> !isDerived(missing.getPath()))
                .sorted(BY_PATH)
                .toList());
        return facts;
    }

    /** A lender's month up to the as-of date is the same fact the day after, as long as its figures are. */
    private static PeriodState undated(PeriodState state) {
        PeriodState copy = new PeriodState();
        int fields = state.getSchema().getFields().size();
        for (int field = 0; field < fields; field++) {
            copy.put(field, state.get(field));
        }
        copy.setStateOn(NO_DATE);
        return copy;
    }

    /** Why a derived figure is missing is derived itself. */
    private static boolean isDerived(String path) {
        return path.startsWith("months") || path.startsWith("position");
    }
}
