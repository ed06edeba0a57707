package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.creditconnector.registry.pbcrc.message.OnFile.Version;
import org.junit.jupiter.api.Test;

/** How accepted messages change what is on file, and what follows for the next ones. */
class StateChecksTest {
    private static final String ID = Judging.PROVIDER + "LN0000000001";
    private static final String KEY = "210/" + ID;
    private final Shelf shelf = new Shelf();

    /** The last line of a sample. */
    private static Message sample(String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of("registries/pbcrc/sample/rules/" + name));
            return read(lines.get(lines.size() - 1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Message read(String line) {
        return ((ParsedLine.Read) new MessageParser(Judging.PACK).parse(line)).message();
    }

    private static Message month(YearMonth month) {
        return read(MessageTextTest.APRIL
                .replace("<RptDate>2024-04-30", "<RptDate>" + month.atEndOfMonth())
                .replace("<Month>2024-04", "<Month>" + month)
                .replace("<SettDate>2024-04-15", "<SettDate>" + month.atDay(15)));
    }

    private void take(Message message) {
        assertThat(shelf.hits(message)).as(message.toString()).isEmpty();
        shelf.accept(message);
    }

    private static Message change(String from, String to) {
        return Judging.PACK.arranged(Message.of("211")
                .fields(f -> f.put("OdBnesCode", from).put("NwBnesCode", to))
                .build());
    }

    @Test
    void anAccountLivesFromOpeningThroughArrearsToItsEnd() {
        take(sample("210/BLR000.pass.xml"));
        take(month(YearMonth.of(2024, 4)));
        take(read(MessageTextTest.APRIL
                .replace("2024-04-30", "2024-05-31")
                .replace("<Month>2024-04", "<Month>2024-05")
                .replace("<SettDate>2024-04-15", "<SettDate>2024-05-15")
                .replace("<AcctStatus>1", "<AcctStatus>2")
                .replace("<RpyStatus>N", "<RpyStatus>1")
                .replace("<OverdPrd>0", "<OverdPrd>1")
                .replace("<TotOverd>0", "<TotOverd>1050")
                .replace("<OverdPrinc>0", "<OverdPrinc>953")));
        take(sample("210/BLE018.pass.xml"));
        take(month(YearMonth.of(2024, 6)));
        take(month(YearMonth.of(2024, 7)));
        take(sample("210/BLE026.pass.xml"));

        assertThat(shelf.on(KEY).versions())
                .extracting(Version::reportDate)
                .containsExactly(
                        "2024-03-15",
                        "2024-04-30",
                        "2024-05-31",
                        "2024-06-03",
                        "2024-06-30",
                        "2024-07-31",
                        "2024-08-20");
        assertThat(shelf.on(KEY).accountType()).isEqualTo("D1");
        assertThat(shelf.on(KEY).at("2024-05-31").fact("AcctMthlyBlgInfSgmt", "AcctStatus"))
                .isEqualTo("2");
        assertThat(shelf.hits(month(YearMonth.of(2024, 8))))
                .extracting(Hit::code)
                .contains("BLR020");
    }

    @Test
    void whatIsOnFileHoldsNoNameAndNoNumber() {
        take(sample("210/BLR000.pass.xml"));

        assertThat(shelf.on(KEY).toString())
                .doesNotContain("TEST PERSON", "110101190101010011")
                .contains("identity=");
    }

    @Test
    void aDeletedMonthMayBeToldAgainAndADeletedAccountBeginsAnew() {
        take(sample("210/BLR000.pass.xml"));
        take(month(YearMonth.of(2024, 4)));
        assertThat(shelf.hits(month(YearMonth.of(2024, 4))))
                .extracting(Hit::code)
                .containsExactly("ABR004", "BLR027");

        take(sample("210/BSE000.pass.xml"));
        assertThat(shelf.on(KEY).at("2024-04-30").told("AcctMthlyBlgInfSgmt")).isNull();
        assertThat(shelf.hits(month(YearMonth.of(2024, 4))))
                .extracting(Hit::code)
                .containsExactly("ABR004");

        take(sample("210/BTE000.pass.xml"));
        assertThat(shelf.on(KEY)).isEqualTo(OnFile.NOTHING);
        take(sample("210/BLR000.pass.xml"));
    }

    @Test
    void aCorrectionReplacesOneSegmentOfOneVersion() {
        take(sample("210/BLR000.pass.xml"));
        take(month(YearMonth.of(2024, 4)));
        Version before = shelf.on(KEY).at("2024-04-30");
        Message corrected = sample("210/BMR011.pass.xml");
        take(corrected);

        assertThat(shelf.on(KEY).versions()).hasSize(2);
        assertThat(shelf.on(KEY).at("2024-04-30").fact("AcctMthlyBlgInfSgmt", "FiveCateAdjDate"))
                .isEqualTo("2024-04-20");
        assertThat(before.fact("AcctMthlyBlgInfSgmt", "FiveCateAdjDate")).isEqualTo("2024-03-15");
        assertThat(shelf.on(KEY).at("2024-04-30").identity()).isEqualTo(before.identity());
    }

    @Test
    void anIdentifierMayBeChangedAndChangedBack() {
        take(sample("210/BLR000.pass.xml"));
        take(change(ID, ID + "N"));
        assertThat(shelf.on(KEY).movedTo()).isEqualTo(KEY + "N");
        assertThat(shelf.hits(month(YearMonth.of(2024, 4))))
                .extracting(Hit::code)
                .containsExactly("ABE012");
        assertThat(shelf.hits(change(ID, ID + "X"))).extracting(Hit::code).containsExactly("BIE001");

        take(change(ID + "N", ID));
        take(month(YearMonth.of(2024, 4)));
        assertThat(shelf.on(KEY + "N").movedTo()).isEqualTo(KEY);
    }

    @Test
    void aMonthThatDoesNotRepeatTheTermsIsJudgedByThoseOnFile() {
        take(sample("210/BLR000.pass.xml"));
        Message linked = read(MessageTextTest.APRIL.replace(
                "</AcctBsSgmt>", "</AcctBsSgmt><AcctCredSgmt><Mcc>" + Judging.PROVIDER + "CT01</Mcc></AcctCredSgmt>"));

        assertThat(shelf.hits(linked))
                .extracting(Hit::code, Hit::tag)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("BLR007", "AcctCredSgmt"));
    }

    @Test
    void whatIsToldOutOfOrderIsKeptByReportDate() {
        StateChecks checks = new StateChecks(Judging.PACK);
        OnFile filed = OnFile.NOTHING;
        for (int month : new int[] {6, 4, 5}) {
            filed = checks.accept(month(YearMonth.of(2024, month)), filed);
        }

        assertThat(filed.versions())
                .extracting(Version::reportDate)
                .containsExactly("2024-04-30", "2024-05-31", "2024-06-30");
    }

    @Test
    void checkingChangesNothing() {
        take(sample("210/BLR000.pass.xml"));
        OnFile before = shelf.on(KEY);
        shelf.hits(month(YearMonth.of(2024, 4)));

        assertThat(shelf.on(KEY)).isSameAs(before);
    }

    @Test
    void keysBringReportsCorrectionsAndDeletionsTogether() {
        assertThat(List.of(
                        SubjectKey.of(Judging.PACK, sample("210/BLR000.pass.xml")),
                        SubjectKey.of(Judging.PACK, sample("210/BMR011.pass.xml")),
                        SubjectKey.of(Judging.PACK, sample("210/BTE000.pass.xml")),
                        SubjectKey.of(Judging.PACK, sample("210/BQR000.pass.xml"))))
                .containsOnly(KEY);
        assertThat(SubjectKey.of(Judging.PACK, sample("110/BDE000.pass.xml")))
                .isEqualTo(SubjectKey.of(Judging.PACK, sample("110/BBR000.pass.xml")))
                .startsWith("110/")
                .doesNotContain("TEST");
        assertThat(SubjectKey.of(Judging.PACK, sample("310/CDR000.pass.xml")))
                .isEqualTo(SubjectKey.of(Judging.PACK, sample("310/CBR000.pass.xml")));
        assertThat(SubjectKey.of(Judging.PACK, Message.of("210").build())).isNull();
    }
}
