package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.registry.pack.BrokenPackException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pack in a directory, whole and broken. */
class MessagePackTest {
    private static final Path SHIPPED = Path.of("registries/pbcrc");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file :
                    files.filter(f -> !f.startsWith(SHIPPED.resolve("sample"))).toList()) {
                Path copy = folder.resolve(SHIPPED.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }

    @Test
    void aPackInADirectoryIsReadAsTheShippedOne() {
        MessagePack pack = MessagePack.in(folder);

        assertThat(pack.head()).isEqualTo(MessagePack.shipped().head());
        assertThat(pack.head().label()).contains("unofficial");
        assertThat(pack.records()).hasSameSizeAs(MessagePack.shipped().records());
        assertThat(pack.record("210").key()).containsExactly("AcctCode", "RptDate");
        assertThat(pack.record("210").sendOrder())
                .isGreaterThan(pack.record("212").sendOrder());
        assertThat(pack.record("110").template()).isEqualTo("10");
        assertThat(pack.find("110", "90")).isNotNull();
        assertThat(pack.find("120", "")).isNull();
    }

    /** Limits and codes that rules ask for are the pack's: another pack judges otherwise. */
    @ParameterizedTest(name = "{0}: {1} -> {2} changes {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "pack.yaml; lateDays: 30; lateDays: 3000; 210/BLE008",
                "pack.yaml; lateDays: 30; lateDays: 3000; 210/BLE010",
                "codes/frequency-210.csv; 02,week,,,; 02,week,,aggregated,; 210/BLE028",
                "codes/frequency-410.csv; 10,month,,aggregated,; 10,month,,no-instalments,; 410/CLE003"
            })
    void whatRulesAskForIsThePacks(String file, String from, String to, String rule) throws IOException {
        String[] lines = Files.readString(SHIPPED.resolve("sample/rules/" + rule + ".fail.xml"))
                .split("\r?\n");
        String last = lines[lines.length - 1];
        assertThat(codes(MessagePack.shipped(), last)).contains(rule.substring(4));
        edit(file, from, to);
        assertThat(codes(MessagePack.in(folder), last)).doesNotContain(rule.substring(4));
    }

    private static List<String> codes(MessagePack pack, String line) {
        Message message = ((ParsedLine.Read) new MessageParser(pack).parse(line)).message();
        return new MessageChecks(pack, Judging.PROVIDER::equals, new IdentifierNumbers(pack))
                .check(message, Judging.header(message)).stream().map(Hit::code).toList();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "layout/fields.csv; AN..60; AX..60; layout/fields.csv:4: type: type 'AX..60'",
                "layout/fields.csv; ,account-type-210,; ,no-such-list,; codes/no-such-list.csv: is missing, expected a table",
                "layout/fields.csv; 210\\,AcctBsSgmt\\,3\\,AcctCode; 210\\,AcctBsSgmt\\,3\\,AcctType; tag AcctType stands twice",
                "layout/fields.csv; BLE035; BLE999; code BLE999 is not in rules.csv for the rule group 210",
                "layout/fields.csv; own; mine; check 'mine', expected own, branch, past",
                "layout/fields.csv; AcctType: R1 R2 R3; AcctType R1; layout/fields.csv:15: condition 'AcctType R1'",
                "layout/fields.csv; ,sensitive,; ,secret,; data class: ",
                "layout/segments.csv; AcctCredSgmt; AcctBsInfSgmt; segment 'AcctBsInfSgmt' stands twice in record 210",
                "layout/segments.csv; BLR029; BLR999; code BLR999 is not in rules.csv",
                "layout/time-points.csv; ,must not,; ,mustnt,; demand: ",
                "layout/time-points.csv; AcctMthlyBlgInfSgmt; NoSuchSgmt; segment 'NoSuchSgmt' is not one of record 210",
                "layout/records.csv; InAcctMdfc; InAcctInf; root tag InAcctInf is that of record 210",
                "layout/records.csv; AcctCode RptDate; NoField RptDate; key field NoField is not in the first segment",
                "layout/records.csv; ,correction,; ,repair,; kind 'repair', expected report",
                "rules.csv; common\\,ABF001; common\\,ABF000; code ABF000 stands twice in the rule group common",
                "rules.csv; ABF000,file,; ABF000,folder,; level 'folder'",
                "codes/sex.csv; '1,male'; '2,male'; codes/sex.csv:4: code '2' is empty or stands twice",
                "codes/sex.csv; 'code,meaning'; 'kode,meaning'; codes/sex.csv: has the columns [kode, meaning",
                "pack.yaml; layout: 1; layout: 2; pack.yaml: layout 2, this program reads 1",
                "pack.yaml; fileRecords: 1000000; fileRecords: many; fileRecords is many, expected a whole number above 0",
                "pack.yaml; 'name:'; '{name:'; pack.yaml"
            })
    void aBrokenPackIsNamedWithFileAndLine(String file, String from, String to, String problem) throws IOException {
        edit(file, from.replace("\\,", ","), to.replace("\\,", ","));

        assertThatThrownBy(() -> MessagePack.in(folder))
                .isInstanceOf(BrokenPackException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void allProblemsAreNamedTogether() throws IOException {
        edit("layout/fields.csv", "AN..60", "AX..60");
        Files.delete(folder.resolve("codes/sex.csv"));

        assertThatThrownBy(() -> MessagePack.in(folder))
                .hasMessageContaining("type 'AX..60'")
                .hasMessageContaining("codes/sex.csv: is missing");
    }

    @Test
    void anEmptyDirectoryIsNoPack() {
        assertThatThrownBy(() -> MessagePack.in(folder.resolve("none"))).hasMessageContaining("pack.yaml: is missing");
    }

    @Test
    void aRuleThatNobodyWroteIsABrokenPackAndOneSwitchedOffIsQuiet() throws IOException {
        edit("rules.csv", "BLE017,item,,locally,rule", "BLE917,item,,locally,rule");
        assertThatThrownBy(() -> new MessageChecks(MessagePack.in(folder), b -> true, (c, k, n) -> true))
                .isInstanceOf(BrokenPackException.class)
                .hasMessageContaining("code BLE917 of group 210 is to be decided by a rule and none is written");

        edit("rules.csv", "BLE917,item,,locally,rule,", "BLE917,item,,locally,no,not here");
        MessageChecks without = new MessageChecks(MessagePack.in(folder), b -> true, (c, k, n) -> true);
        Message wrong = ((ParsedLine.Read) new MessageParser(MessagePack.shipped())
                        .parse(MessageTextTest.APRIL.replace("<TotOverd>0<", "<TotOverd>50<")))
                .message();
        assertThat(without.check(wrong, Judging.header(wrong))).isEmpty();
        assertThat(Judging.CHECKS.check(wrong, Judging.header(wrong)))
                .extracting(Hit::code)
                .containsExactly("BLE017");
    }

    @Test
    void aRowThatDoesNotYetApplyIsLeftOut() throws IOException {
        edit("codes/funding.csv", "8,joint lending,,,2.0.0", "8,joint lending,,,2.0.1");

        assertThat(MessagePack.in(folder).codes("funding").contains("8")).isFalse();
        edit("pack.yaml", "version: 2.0.0", "version: 2.0.1");
        assertThat(MessagePack.in(folder).codes("funding").contains("8")).isTrue();
    }

    @Test
    void listsThatDependOnAnotherFieldSaySo() {
        CodeList statuses = MessagePack.shipped().codes("account-status-210");

        assertThat(List.of(statuses.isFor("3", "D1"), statuses.isFor("3", "R2"), statuses.isFor("2", "C1")))
                .containsExactly(true, false, true);
        assertThat(List.of(statuses.role("2", "C1"), statuses.role("2", "D1"), statuses.role("4", "R3")))
                .containsExactly("closed", "", "closed");
        assertThat(MessagePack.shipped().codes("area").contains("440300")).isTrue();
        assertThat(MessagePack.shipped().codes("area").contains("990300")).isFalse();
    }

    @Test
    void theSendOrderIsThatOfTheReference() {
        MessagePack pack = MessagePack.shipped();
        List<List<String>> order = List.of(
                List.of("110", "310"),
                List.of("220", "420"),
                List.of("510", "430"),
                List.of("211", "221", "411", "511"),
                List.of("214", "213", "114", "314"),
                List.of("212", "222", "442"),
                List.of("210", "410", "230", "440"),
                List.of("215"));
        for (int i = 0; i < order.size(); i++) {
            for (String record : order.get(i)) {
                assertThat(pack.record(record).sendOrder()).as(record).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void aFieldSaysWhenItIsDemanded() {
        FieldLayout flag = MessagePack.shipped().record("210").field("AcctBsInfSgmt", "Flag");
        FieldLayout area = MessagePack.shipped().record("210").field("AcctBsInfSgmt", "ApplyBusiDist");

        assertThat(List.of(
                        flag.isDemanded(tag -> "D1"),
                        flag.isDemanded(tag -> "R1"),
                        flag.isExcluded(tag -> "R1"),
                        flag.isExcluded(tag -> null),
                        area.isDemanded(tag -> "D1"),
                        area.isExcluded(tag -> "C1")))
                .containsExactly(true, false, true, false, false, true);
        assertThat(area.requirement()).isEqualTo("S AcctType: D1 R1 R2 R3 R4");
        assertThat(MessagePack.shipped().record("210").fields())
                .extracting(place -> place.segment() + "/" + place.group() + "/"
                        + place.field().tag())
                .contains("AcctBsSgmt//AcctCode", "RltRepymtInfSgmt/RltRepymtInf/ArlpName")
                .doesNotHaveDuplicates();
    }
}
