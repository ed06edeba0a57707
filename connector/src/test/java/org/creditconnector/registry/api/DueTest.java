package org.creditconnector.registry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RecordFacts;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.creditconnector.registry.SubjectHistory.Open;
import org.creditconnector.testing.Records;
import org.junit.jupiter.api.Test;

/** The due table of spec.md, one test a row. */
class DueTest {
    private final RegistryApiProfile profile = new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT);

    @Test
    void nothing_on_file_is_one_report_at_the_as_of_date() {
        DueItems due = profile.due(loan("2013-02-05"), SubjectHistory.none("account:7"));
        assertThat(lines(due)).containsExactly("REPORT 2013-02-05 #1 null");
    }

    @Test
    void sequence_goes_on_after_items_that_were_rejected() {
        DueItems due = profile.due(loan("2013-02-05"), new SubjectHistory("account:7", 4, null, List.of()));
        assertThat(lines(due)).containsExactly("REPORT 2013-02-05 #5 null");
    }

    @Test
    void opened_after_the_as_of_date_is_not_due() {
        DueItems due = profile.due(loan("2012-11-04"), SubjectHistory.none("account:7"));
        assertThat(due.verdict()).isEqualTo(AccountVerdict.NOT_DUE);
        CreditRecord undated = loan("2012-11-04");
        undated.getAccount().setOpenedOn(null);
        undated.getAccount().setFirstDrawnOn(LocalDate.of(2012, 11, 5));
        assertThat(profile.due(undated, SubjectHistory.none("account:7")).verdict())
                .isEqualTo(AccountVerdict.NOT_DUE);
    }

    @Test
    void same_facts_days_later_are_unchanged() {
        DueItems due = profile.due(loan("2013-02-20"), accepted(loan("2013-02-05")));
        assertThat(due.verdict()).isEqualTo(AccountVerdict.UNCHANGED);
        assertThat(due.items()).isEmpty();
    }

    @Test
    void changed_facts_within_a_month_are_one_report_at_the_as_of_date() {
        CreditRecord later = Records.loan("7", "2013-02-20", Records.paid("r1", "2013-02-10", "100"));
        assertThat(lines(profile.due(later, accepted(loan("2013-02-05")))))
                .containsExactly("REPORT 2013-02-20 #2 null");
    }

    @Test
    void month_end_carries_unchanged_facts() {
        assertThat(lines(profile.due(loan("2013-02-28"), accepted(loan("2013-02-05")))))
                .containsExactly("REPORT 2013-02-28 #2 null");
        assertThat(lines(profile.due(loan("2013-03-05"), accepted(loan("2013-02-05")))))
                .containsExactly("REPORT 2013-02-28 #2 null");
    }

    @Test
    void each_missed_month_end_has_the_state_at_its_own_date() {
        CreditRecord now = Records.loan(
                "7", "2013-04-10", Records.paid("r1", "2013-03-15", "100"), Records.paid("r2", "2013-04-02", "50"));
        DueItems due = profile.due(now, accepted(loan("2013-02-05")));
        assertThat(lines(due))
                .containsExactly("REPORT 2013-02-28 #2 null", "REPORT 2013-03-31 #3 null", "REPORT 2013-04-10 #4 null");
        assertThat(due.items().stream().map(item -> item.record().getPosition().getBalance()))
                .containsExactly(Records.amount("1000"), Records.amount("900"), Records.amount("850"));
    }

    @Test
    void as_of_date_is_not_told_again_when_the_last_month_end_told_the_same() {
        CreditRecord now = Records.loan("7", "2013-04-10", Records.paid("r1", "2013-03-15", "100"));
        assertThat(lines(profile.due(now, accepted(loan("2013-02-05")))))
                .containsExactly("REPORT 2013-02-28 #2 null", "REPORT 2013-03-31 #3 null");
    }

    @Test
    void facts_that_do_not_reach_back_hold_the_account() {
        CreditRecord extended = loan("2013-03-05");
        extended.setEvents(List.of(AccountEvent.newBuilder()
                .setEventKey("e1")
                .setKind(EventKind.EXTENSION)
                .setOccurredOn(LocalDate.of(2013, 3, 2))
                .build()));
        DueItems due = profile.due(extended, accepted(loan("2013-02-05")));
        assertThat(due.verdict()).isEqualTo(AccountVerdict.HELD);
        assertThat(due.items()).isEmpty();
        assertThat(due.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.getRuleId()).isEqualTo("RAPI-HISTORY");
            assertThat(finding.getSeverity()).isEqualTo(Severity.ERROR);
            assertThat(finding.getAccountKey()).isEqualTo("7");
            assertThat(finding.getMessage())
                    .startsWith("facts do not reach back to 2013-02-28: another schedule was in force on that date");
        });
    }

    @Test
    void second_pass_of_a_date_corrects_what_was_accepted() {
        CreditRecord changed = Records.loan("7", "2013-02-05", Records.paid("r1", "2013-02-04", "100"));
        assertThat(lines(profile.due(changed, accepted(loan("2013-02-05")))))
                .containsExactly("CORRECTION 2013-02-05 #2 accepted-item");
        assertThat(profile.due(loan("2013-02-05"), accepted(loan("2013-02-05"))).verdict())
                .isEqualTo(AccountVerdict.UNCHANGED);
    }

    @Test
    void changed_facts_before_what_is_on_file_are_a_finding() {
        CreditRecord changed = Records.loan("7", "2013-02-03", Records.paid("r1", "2013-02-02", "100"));
        DueItems due = profile.due(changed, accepted(loan("2013-02-05")));
        assertThat(due.verdict()).isEqualTo(AccountVerdict.HELD);
        assertThat(due.findings().get(0).getRuleId()).isEqualTo("RAPI-PAST-CHANGED");
        assertThat(due.findings().get(0).getMessage()).startsWith("reported past changed");
        assertThat(profile.due(loan("2013-02-03"), accepted(loan("2013-02-05"))).verdict())
                .isEqualTo(AccountVerdict.UNCHANGED);
    }

    @Test
    void open_item_makes_the_account_wait_unless_it_tells_the_same() {
        CreditRecord record = loan("2013-02-05");
        Open same = new Open("i2", 2, LocalDate.of(2013, 2, 5), RecordFacts.digest(record));
        assertThat(profile.due(record, open(same)).verdict()).isEqualTo(AccountVerdict.UNCHANGED);

        Open other = new Open("i2", 2, LocalDate.of(2013, 2, 5), "other");
        assertThat(profile.due(record, open(other)).verdict()).isEqualTo(AccountVerdict.WAITING);

        Open earlier = new Open("i2", 2, LocalDate.of(2013, 1, 31), RecordFacts.digest(record));
        assertThat(profile.due(record, open(earlier)).verdict()).isEqualTo(AccountVerdict.WAITING);

        Open newer = new Open("i3", 3, LocalDate.of(2013, 2, 5), "other");
        assertThat(profile.due(record, open(newer, same)).verdict()).isEqualTo(AccountVerdict.WAITING);
    }

    @Test
    void closed_account_is_told_once() {
        CreditRecord closed = Records.closed(loan("2013-02-05"), "2013-02-04");
        assertThat(profile.due(Records.closed(loan("2013-06-30"), "2013-02-04"), accepted(closed))
                        .verdict())
                .isEqualTo(AccountVerdict.UNCHANGED);
        CreditRecord reopened = loan("2013-02-20");
        assertThat(lines(profile.due(reopened, accepted(closed)))).containsExactly("REPORT 2013-02-20 #2 null");
    }

    @Test
    void after_a_deletion_the_account_is_told_anew() {
        Accepted deletion = new Accepted("deleted", 3, LocalDate.of(2013, 2, 5), "", new byte[0]);
        SubjectHistory history = new SubjectHistory("account:7", 3, deletion, List.of());
        assertThat(lines(profile.due(loan("2013-02-05"), history))).containsExactly("REPORT 2013-02-05 #4 null");
    }

    @Test
    void content_hash_knows_facts_from_what_passes_with_the_days() {
        CreditRecord record = loan("2013-02-05");
        String hash = RecordFacts.digest(record);
        assertThat(hash).matches("[0-9a-f]{64}");

        CreditRecord moved = loan("2013-02-06");
        moved.getLineage().setRowReference("elsewhere");
        moved.setMissing(new ArrayList<>(moved.getMissing()));
        Collections.reverse(moved.getMissing());
        assertThat(RecordFacts.digest(moved)).isEqualTo(hash);

        CreditRecord lender = loan("2013-02-05");
        lender.getMonths().add(Records.state(LocalDate.of(2013, 2, 5), FigureOrigin.LENDER, "900"));
        String withLenderMonth = RecordFacts.digest(lender);
        assertThat(withLenderMonth).isNotEqualTo(hash);
        lender.getMonths().get(lender.getMonths().size() - 1).setStateOn(LocalDate.of(2013, 2, 6));
        assertThat(RecordFacts.digest(lender)).isEqualTo(withLenderMonth);
        lender.getMonths().get(lender.getMonths().size() - 1).setBalance(Records.amount("899"));
        assertThat(RecordFacts.digest(lender)).isNotEqualTo(withLenderMonth);

        CreditRecord withoutReason = loan("2013-02-05");
        withoutReason.setMissing(withoutReason.getMissing().stream()
                .filter(missing -> !missing.getPath().equals("agreement"))
                .toList());
        assertThat(RecordFacts.digest(withoutReason)).isNotEqualTo(hash);
    }

    @Test
    void month_ends_lie_after_the_first_date_and_up_to_the_second() {
        assertThat(profile.calendarDates(LocalDate.of(2012, 1, 31), LocalDate.of(2012, 3, 31)))
                .containsExactly(LocalDate.of(2012, 2, 29), LocalDate.of(2012, 3, 31));
        assertThat(profile.calendarDates(LocalDate.of(2012, 3, 31), LocalDate.of(2012, 3, 31)))
                .isEmpty();
        assertThat(profile.calendarDates(LocalDate.of(2012, 5, 2), LocalDate.of(2012, 3, 31)))
                .isEmpty();
    }

    @Test
    void rules_of_the_profile_stand_in_its_spec() throws IOException {
        String spec = Files.readString(Path.of("registries/registry-api/spec.md"));
        assertThat(spec).contains("| RAPI-HISTORY |", "| RAPI-PAST-CHANGED |");
    }

    private static CreditRecord loan(String asOf) {
        return Records.loan("7", asOf);
    }

    private static SubjectHistory accepted(CreditRecord told) {
        return new SubjectHistory(
                "account:7",
                1,
                new Accepted("accepted-item", 1, told.getReport().getAsOf(), RecordFacts.digest(told), new byte[] {1}),
                List.of());
    }

    private static SubjectHistory open(Open... items) {
        return new SubjectHistory("account:7", 3, null, List.of(items));
    }

    private static List<String> lines(DueItems due) {
        assertThat(due.verdict()).isEqualTo(AccountVerdict.REPORTED);
        assertThat(due.items()).allSatisfy(item -> {
            assertThat(item.record().getReport().getAsOf()).isEqualTo(item.reportDate());
            assertThat(item.kind()).isIn(ItemKind.REPORT, ItemKind.CORRECTION);
        });
        return due.items().stream()
                .map(item -> item.kind() + " " + item.reportDate() + " #" + item.sequence() + " " + item.supersedes())
                .toList();
    }
}
