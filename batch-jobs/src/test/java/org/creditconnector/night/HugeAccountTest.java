package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account with more history than a thousand others. */
@Tag("long")
class HugeAccountTest {
    private static final LocalDate FRIDAY = LocalDate.of(2024, 3, 22);
    private static final int REPAYMENTS = 100_000;

    @TempDir
    Path home;

    @Test
    void aHundredThousandRepaymentsOfOneAccountAreReportedBesideTheOthers() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            night.lender.change(1, ",300.00,", ",300000.00,");
            night.lender.instalments.replaceAll(
                    line -> line.startsWith(TinyLender.key(1) + ",") ? line.replace(",100.00,", ",100000.00,") : line);
            night.lender.payments.removeIf(line -> line.startsWith(TinyLender.key(1) + ","));
            for (int payment = 1; payment <= REPAYMENTS; payment++) {
                night.lender.pay(1, payment, "%02d.02.2024".formatted(1 + payment % 28), "1.00");
            }
            night.lender.write(night.files());

            RunReport run = night.run(FRIDAY);

            assertThat(run.cause()).isNull();
            assertThat(run.state()).isEqualTo("RECONCILED");
            assertThat(run.accounts().held()).isZero();
            assertThat(night.accepted(0)).hasSize(NightFixture.ACCOUNTS);
        }
    }
}
