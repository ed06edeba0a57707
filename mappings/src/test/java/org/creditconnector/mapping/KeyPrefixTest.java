package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.creditconnector.fixture.Records;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Party;
import org.junit.jupiter.api.Test;

class KeyPrefixTest {
    @Test
    void standsBeforeEveryPartyOnce() {
        CreditRecord record = loan();
        String before = record.getParties().get(0).getPartyKey();
        KeyPrefix.apply("L-", record);
        assertThat(record.getParties()).extracting(Party::getPartyKey).first().isEqualTo("L-" + before);
        assertThat(record.getParties())
                .allSatisfy(party -> assertThat(party.getPartyKey()).startsWith("L-"));
    }

    private static CreditRecord loan() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-03-31");
        loan.getParties().add(Records.borrower("7"));
        return loan;
    }

    @Test
    void nothingChangesWithoutOne() {
        CreditRecord record = loan();
        String before = record.toString();
        KeyPrefix.apply("", record);
        assertThat(record.toString()).isEqualTo(before);
    }
}
