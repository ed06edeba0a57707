package org.creditconnector.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.route.ClaimedSubjects.Claim;
import org.creditconnector.totals.ControlTotals;
import org.junit.jupiter.api.Test;

class ClaimedSubjectsTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 15);

    private static Claim claim(String account, String subject, String says, boolean news) {
        return new Claim(
                account,
                new SubjectClaim(subject, DAY, "hash of " + says, news ? says.getBytes(StandardCharsets.UTF_8) : null));
    }

    private static PreparedRange prepare(Claim... claims) {
        Map<String, List<Claim>> bySubject = new TreeMap<>();
        for (Claim claim : claims) {
            bySubject
                    .computeIfAbsent(claim.claim().subject(), subject -> new java.util.ArrayList<>())
                    .add(claim);
        }
        return ClaimedSubjects.prepare("registry", new People(), bySubject, Map.of());
    }

    @Test
    void manyAccountsMakeOneItem() {
        PreparedRange range = prepare(
                claim("A1", "person:1", "Li", true),
                claim("A2", "person:1", "Li", true),
                claim("A2", "person:2", "Wang", true));
        assertThat(range.extracted()).isFalse();
        assertThat(range.accounts())
                .flatExtracting(PreparedAccount::items)
                .extracting(ReportItem::subject, ReportItem::accountKey)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("person:1", "A1"),
                        org.assertj.core.api.Assertions.tuple("person:2", "A2"));
    }

    @Test
    void whatIsOnFileMakesNoItem() {
        assertThat(prepare(claim("A1", "person:1", "Li", false), claim("A2", "person:1", "Li", false))
                        .accounts())
                .isEmpty();
    }

    @Test
    void accountsThatDisagreeHoldTheSubject() {
        PreparedRange range = prepare(
                claim("A1", "person:1", "Li", false),
                claim("A2", "person:1", "Lee", true),
                claim("A3", "person:1", "Lee", true));
        PreparedAccount held = range.accounts().get(0);
        assertThat(held.verdict()).isEqualTo(AccountVerdict.HELD);
        assertThat(held.items()).isEmpty();
        assertThat(held.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.getRuleId()).isEqualTo(ClaimedSubjects.DIFFERENT_CLAIMS);
            assertThat(finding.getPosition()).isEqualTo("person:1");
            assertThat(finding.getMessage())
                    .contains("A2, A3")
                    .contains("A1")
                    .doesNotContain("Lee")
                    .doesNotContain("hash");
        });
    }

    /** Speaks of persons only. */
    private static final class People implements RegistryProfile {
        @Override
        public String code() {
            return "people";
        }

        @Override
        public Powers powers() {
            return new Powers(true, true, true, true, true, true, true, true);
        }

        @Override
        public String subject(String accountKey) {
            return "account:" + accountKey;
        }

        @Override
        public DueItems due(CreditRecord record, SubjectHistory history) {
            throw new AssertionError("no account is asked about");
        }

        @Override
        public ReportItem render(String target, String accountKey, DueItems.Due due) {
            throw new AssertionError("no account is rendered");
        }

        @Override
        public DueItems due(SubjectClaim claim, SubjectHistory history) {
            return new DueItems(
                    AccountVerdict.REPORTED,
                    List.of(new DueItems.Due(
                            ItemKind.REPORT, claim.reportDate(), history.lastSequence() + 1, null, null)),
                    List.of());
        }

        @Override
        public ReportItem render(String target, String accountKey, SubjectClaim claim, DueItems.Due due) {
            return new ReportItem(
                    claim.subject() + "/" + due.sequence(),
                    claim.subject(),
                    accountKey,
                    due.kind(),
                    due.reportDate(),
                    due.sequence(),
                    null,
                    claim.contentHash(),
                    ControlTotals.NOTHING,
                    "people",
                    java.util.Objects.requireNonNull(claim.content()),
                    new byte[0]);
        }

        @Override
        public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) {
            throw new AssertionError("no package is written");
        }

        @Override
        public PackageLimits packageLimits() {
            return new PackageLimits(10, 1_000);
        }

        @Override
        public List<LocalDate> calendarDates(LocalDate after, LocalDate until) {
            return List.of();
        }
    }
}
