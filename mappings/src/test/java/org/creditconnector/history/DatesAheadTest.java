package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FormerKey;
import org.junit.jupiter.api.Test;

class DatesAheadTest {
    private static final LocalDate AS_OF = LocalDate.of(2024, 3, 10);
    private static final LocalDate MONTH_END = LocalDate.of(2024, 3, 31);

    private static CreditRecord record() {
        return Records.loan("100", "2024-01-01", AS_OF.toString());
    }

    @Test
    void aRecordWithoutADateToComeChangesWithTheMonth() {
        assertThat(DatesAhead.first(record())).isEqualTo(MONTH_END);
        assertThat(DatesAhead.first(Records.loan("100", "2024-01-01", "2024-03-31")))
                .as("on the last day of a month")
                .isEqualTo(LocalDate.of(2024, 4, 1));
    }

    @Test
    void theNearestDateToComeCountsWhereverItStands() {
        CreditRecord record = record();
        record.getAccount().setMaturesOn(LocalDate.of(2024, 3, 20));
        assertThat(DatesAhead.first(record)).isEqualTo(LocalDate.of(2024, 3, 20));
        record.getAccount().setFormerKeys(List.of(new FormerKey("old", LocalDate.of(2024, 3, 12))));
        assertThat(DatesAhead.first(record)).isEqualTo(LocalDate.of(2024, 3, 12));
        record.getAccount().setInterestOnlyUntil(AS_OF);
        assertThat(DatesAhead.first(record))
                .as("a last day shows on the day after")
                .isEqualTo(AS_OF.plusDays(1));
    }

    @Test
    void datesThatAreOverAndTheNightsOwnDoNotCount() {
        CreditRecord record = record();
        record.getAccount().setMaturesOn(AS_OF.minusDays(1));
        record.getReport().setBusinessDate(AS_OF.plusDays(1));
        assertThat(DatesAhead.first(record)).isEqualTo(MONTH_END);
    }

    /** A date in a part that the walk passes over would be missed: the parts it leaves out are named here. */
    @Test
    void everyPartOfTheRecordWithADateIsWalkedOrLeftOutOnPurpose() {
        Set<String> dated = CreditRecord.getClassSchema().getFields().stream()
                .filter(field -> hasDate(field.schema()))
                .map(Schema.Field::name)
                .collect(java.util.stream.Collectors.toSet());
        assertThat(dated)
                .containsExactlyInAnyOrder(
                        "report",
                        "months",
                        "position",
                        "account",
                        "parties",
                        "agreement",
                        "collateral",
                        "instalments",
                        "repayments",
                        "events",
                        "state",
                        "consents",
                        "notices");
    }

    private static boolean hasDate(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().anyMatch(DatesAheadTest::hasDate);
            case ARRAY -> hasDate(schema.getElementType());
            case RECORD -> schema.getFields().stream().anyMatch(field -> hasDate(field.schema()));
            default -> schema.getLogicalType() instanceof LogicalTypes.Date;
        };
    }
}
