package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.message.BinaryMessageDecoder;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.pbcrc.PbcrcHolding;
import org.creditconnector.registry.WireData;
import org.creditconnector.registry.pbcrc.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that report loans to enterprises to the central bank's registry, held against what the registry really loaded. */
abstract class EnterpriseNightContract {
    private static final String STANDING = "ActLbltyInfSgmt";
    private static final BinaryMessageDecoder<Told> TOLD =
            new BinaryMessageDecoder<>(WireData.DATA, Told.getClassSchema());

    static {
        WireData.trust(Told.class);
    }

    @TempDir
    Path home;

    private YuanNights yuan;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void open() throws Exception {
        yuan = new YuanNights(home, store(home));
    }

    @AfterEach
    void close() {
        yuan.close();
    }

    private PbcrcHolding held(int loan) {
        return yuan.registry
                .holdings(YuanNights.PROVIDER + YuanLender.key(loan))
                .orElseThrow();
    }

    private List<String> nights(String... dates) throws Exception {
        List<String> loaded = new ArrayList<>();
        for (String date : dates) {
            long before = yuan.lastEffect();
            RunReport run = yuan.run(date);
            assertThat(yuan.refused()).as(date).isEmpty();
            assertThat(run.items().balances()).as(date).isTrue();
            assertThat(run.exit())
                    .as(date + " " + run.cause() + " " + yuan.rows("select rule_id, message from finding"))
                    .isEqualTo(ExitCode.DONE);
            loaded.addAll(yuan.loaded(before));
        }
        return loaded;
    }

    /** What our books say stands, segment by segment at each report date, against what the registry holds. */
    private void assertMirrored(int loan) throws Exception {
        Map<String, Set<String>> ours = new TreeMap<>();
        for (Map<String, Object> row : yuan.rows(
                "select i.reported_state as told from registry_mirror_date d join report_item i on i.item_id = d.item_id"
                        + " where d.subject = 'account:" + YuanLender.key(loan)
                        + "' order by d.report_date, d.sequence")) {
            Told told = TOLD.decode((byte[]) row.get("told"));
            ours.put(
                    told.getReportDate().toString(),
                    new TreeSet<>(told.getSegments().keySet()));
        }
        Map<String, Set<String>> theirs = new TreeMap<>();
        for (PbcrcHolding.Version version : held(loan).versions()) {
            theirs.put(version.reportDate(), new TreeSet<>(version.segments().keySet()));
        }
        assertThat(ours).isNotEmpty().isEqualTo(theirs);
    }

    @Test
    void twoLoansOfOneEnterpriseFromOpeningToTheirEnd() throws Exception {
        yuan.lender
                .lendToCompany(1, 1)
                .lendToCompany(2, 1)
                .lend(3, 1)
                .pay(1, "2024-04-15", "2024-06-03", "2024-06-15")
                .settle(1, "2024-07-05", "9300.00")
                .pay(2, "2024-04-15", "2024-05-15", "2024-06-15", "2024-07-15")
                .pay(3, "2024-04-15", "2024-05-15", "2024-06-15", "2024-07-15");
        List<String> loaded = nights(
                "2024-03-15",
                "2024-03-31",
                "2024-04-15",
                "2024-04-30",
                "2024-05-15",
                "2024-05-31",
                "2024-06-03",
                "2024-06-30",
                "2024-07-05",
                "2024-07-31");
        assertThat(loaded.stream().filter(one -> one.startsWith("310")))
                .as("the enterprise, once")
                .containsExactly("310 2024-03-15 10");
        assertThat(held(1).brief())
                .containsExactly(
                        "2024-03-15 10",
                        "2024-04-15 32",
                        "2024-05-15 32",
                        "2024-05-31 49",
                        "2024-06-03 33",
                        "2024-06-15 32",
                        "2024-07-05 20");
        assertThat(held(2).brief())
                .containsExactly("2024-03-15 10", "2024-04-15 32", "2024-05-15 32", "2024-06-15 32", "2024-07-15 32");
        assertThat(held(3).at("2024-03-31")).as("a person's account").isPresent();
        PbcrcHolding.Version late = held(1).at("2024-05-31").orElseThrow();
        assertThat(late.value(STANDING, "TotOverd")).contains("1050");
        assertThat(late.value(STANDING, "OverdDy")).contains("16");
        assertThat(held(1).at("2024-07-05").orElseThrow().value(STANDING, "AcctStatus"))
                .contains("21");
        assertMirrored(1);
        assertMirrored(2);
        assertMirrored(3);
        assertThat(nights("2024-08-01")).isEmpty();
    }

    @Test
    void aPaymentBookedLateAndOneThatNeverWasAreMendedInOneNightEach() throws Exception {
        yuan.lender.lendToCompany(1, 1).pay(1, "2024-04-15");
        nights("2024-03-15", "2024-04-15", "2024-05-15", "2024-05-31", "2024-06-15");
        yuan.lender.pay(1, "2024-05-10");
        assertThat(nights("2024-06-20"))
                .containsExactly("413  H", "412 2024-06-15 H", "412 2024-05-15 H", "410 2024-05-10 33");
        assertThat(held(1).at("2024-05-15").orElseThrow().value(STANDING, "LatRpyDate"))
                .contains("2024-05-10");
        assertMirrored(1);
        assertThat(nights("2024-06-21")).isEmpty();
        yuan.lender.strike(1, "2024-05-10");
        assertThat(nights("2024-06-22")).contains("412 2024-05-15 H", "412 2024-06-15 H");
        assertThat(held(1).at("2024-05-15").orElseThrow().value(STANDING, "LatRpyDate"))
                .contains("2024-04-15");
        assertMirrored(1);
    }
}
