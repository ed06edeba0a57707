package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.fixture.Records;
import org.creditconnector.mapping.RecordChanges.Change;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Lineage;
import org.junit.jupiter.api.Test;

class RecordChangesTest {
    private static CreditRecord record() {
        CreditRecord record = Records.loan("100", "2024-01-01", "2024-04-15");
        Records.repayment(record, "2024-02-01", "10");
        Records.repayment(record, "2024-03-01", "20");
        CreditRecordCodec codec = new CreditRecordCodec();
        return codec.decode(codec.encode(record));
    }

    @Test
    void theSameFactsInAnotherOrderOrOfAnotherVersionAreNoChange() {
        CreditRecord other = record();
        other.setRepayments(new ArrayList<>(other.getRepayments()));
        Collections.reverse(other.getRepayments());
        other.setLineage(new Lineage("a", "b", "c", "d"));

        assertThat(RecordChanges.between(record(), other)).isEmpty();
    }

    @Test
    void aValueThatIsOtherNewOrGoneIsOneChangeAtItsField() {
        CreditRecord other = record();
        other.getRepayments().get(1).setAmount(Records.amount("25"));
        other.getAccount().setProductCode("P");
        other.getAccount().setOpenedOn(null);

        assertThat(RecordChanges.between(record(), other))
                .extracting(Change::path, change -> change.before() == null, change -> change.after() == null)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("account.openedOn", false, true),
                        org.assertj.core.groups.Tuple.tuple("account.productCode", true, false),
                        org.assertj.core.groups.Tuple.tuple("repayments[].amount", false, false));
    }
}
