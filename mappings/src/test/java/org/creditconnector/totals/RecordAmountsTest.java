package org.creditconnector.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.CollateralItem;
import org.creditconnector.record.CollateralKind;
import org.creditconnector.record.CreditRecord;
import org.junit.jupiter.api.Test;

class RecordAmountsTest {
    @Test
    void elementsAreAddedUpByFieldInTheCurrencyOfTheirSectionAndSharesAreNoAmounts() {
        CreditRecordCodec.trust();
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-03-31");
        Records.instalment(loan, "2023-02-15", "principal=100", "interest=10");
        Records.instalment(loan, "2023-03-15", "principal=100", "interest=10.5");
        Records.repayment(loan, "2023-02-15", "110");
        loan.setCollateral(new ArrayList<>(List.of(CollateralItem.newBuilder()
                .setCollateralKey("H-1")
                .setKind(CollateralKind.LAND)
                .setCurrency("HKD")
                .setValue(Records.amount("900"))
                .build())));
        loan.setParties(new ArrayList<>(List.of(Records.borrower("C-1"))));
        loan.getParties().get(0).setShare(new BigDecimal("1.00000000"));

        SortedMap<String, SortedMap<String, BigDecimal>> sums = RecordAmounts.of(loan);

        assertThat(sums).containsOnlyKeys(loan.getAccount().getCurrency(), "HKD");
        assertThat(sums.get("HKD")).containsExactly(entry("collateral[].value", Records.amount("900")));
        SortedMap<String, BigDecimal> fields = sums.get(loan.getAccount().getCurrency());
        assertThat(fields.get("account.principal")).isEqualByComparingTo("200");
        assertThat(fields.get("instalments[].due.principal")).isEqualByComparingTo("200");
        assertThat(fields.get("instalments[].due.interest")).isEqualByComparingTo("20.5");
        assertThat(fields.get("repayments[].amount")).isEqualByComparingTo("110");
        assertThat(fields).doesNotContainKeys("parties[].share", "account.creditLimit");
    }
}
