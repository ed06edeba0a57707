package org.creditconnector.registry.baihang;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.Borrower;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.baihang.BaihangPack.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Revolving limits (X2): one record when a limit is granted and one when it changed, however many drawdowns name it. A claim holds the
 * record as it would be told tonight.
 */
final class LimitDue {
    /** Kind of its records. */
    static final String LIMIT = "X2";

    private final BaihangPack pack;
    private final LoanValues values;

    LimitDue(BaihangPack pack, LoanValues values) {
        this.pack = pack;
        this.values = values;
    }

    List<SubjectClaim> claims(CreditRecord record) {
        Party borrower = Borrower.of(record);
        AccountKind kind = record.getAccount().getKind();
        boolean limited =
                kind == AccountKind.REVOLVING || (kind == AccountKind.DRAWDOWN && record.getAgreement() != null);
        if (!limited || borrower == null || borrower.getKind() != PartyKind.PERSON) {
            return List.of();
        }
        Layout layout = pack.layout(LIMIT, record.getReport().getBusinessDate());
        Map<String, @Nullable Object> told = values.limit(record, borrower);
        return List.of(new SubjectClaim(
                "limit:" + LoanValues.limitKey(record),
                record.getReport().getAsOf(),
                RecordForm.digest(layout, told),
                RecordForm.line(layout, told)));
    }

    DueItems due(SubjectClaim claim, SubjectHistory history) {
        if (!history.open().isEmpty()) {
            return LoanDue.nothing(AccountVerdict.WAITING);
        }
        SubjectHistory.Accepted accepted = history.accepted();
        if (accepted != null && accepted.contentHash().equals(claim.contentHash())) {
            return LoanDue.nothing(AccountVerdict.UNCHANGED);
        }
        LocalDate date = claim.reportDate();
        if (accepted != null && !date.isAfter(accepted.reportDate())) {
            // One record a date: what changed goes with the next one.
            return LoanDue.nothing(AccountVerdict.NOT_DUE);
        }
        Layout layout = pack.layout(LIMIT, date);
        byte[] line = Objects.requireNonNull(claim.content());
        Drafted drafted = new Drafted(
                layout,
                date,
                accepted == null ? line : RecordForm.stamped(layout, line, Map.of("changedOn", date + "T00:00:00")),
                claim.contentHash(),
                null,
                0,
                "");
        return new DueItems(
                AccountVerdict.REPORTED,
                List.of(new Due(ItemKind.REPORT, date, history.lastSequence() + 1, null, null, drafted)),
                List.of());
    }
}
