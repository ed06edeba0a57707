package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Message files written and read back, and every way in which one can be wrong as a whole. */
class MessageFileTest {
    static final String NAME = "Z99999999H00012024050121000010.txt";
    private static final MessagePack PACK = MessagePack.shipped();

    /** Per code one way to spoil a good file: {@link RuleCoverageTest} demands one for each code that a file decides. */
    static final Map<String, UnaryOperator<Sample>> FAULTS = faults();

    record Sample(String name, byte[] bytes) {
        Sample edit(String from, String to) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            return new Sample(name, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        }

        Sample named(String other) {
            return new Sample(other, bytes);
        }
    }

    private static Map<String, UnaryOperator<Sample>> faults() {
        Map<String, UnaryOperator<Sample>> faults = new TreeMap<>();
        faults.put("ABF002", good -> new Sample(good.name(), new byte[0]));
        faults.put("ABN003", good -> good.named("Z99999999H00012024050121010010.txt"));
        faults.put("ABH005", good -> good.edit("00000002\r\n", "00000003\r\n"));
        faults.put("ABH006", good -> good.edit("2.0.0  Z", "2.0.1  Z"));
        faults.put("ABF007", good -> good.named("Z99999999H00012024050221000010.txt"));
        faults.put(
                "ABF008",
                good -> good.edit("TEST PERSON", "X".repeat(PACK.head().lineCharacters())));
        faults.put("ABF010", good -> good.edit("\r\n", "\n"));
        faults.put("ABF011", good -> {
            byte[] bytes = good.bytes().clone();
            bytes[bytes.length / 2] = (byte) 0xFF;
            return new Sample(good.name(), bytes);
        });
        faults.put("ABR002", good -> good.edit("LN0000000002", "LN0000000001"));
        faults.put("ABR006", good -> good.edit("</InAcctInf></Document>", "</InAcctInf>"));
        return faults;
    }

    /** Two records of one account, on two days. */
    static Sample good() throws IOException {
        String second = MessageTextTest.APRIL.replace("LN0000000001", "LN0000000002");
        FileHeader header =
                new FileHeader("210", "2.0.0", "", Judging.PROVIDER, LocalDateTime.of(2024, 5, 1, 2, 2, 2), 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MessageFileWriter file = new MessageFileWriter(out, header)) {
            assertThat(file.add(MessageTextTest.APRIL)).isEqualTo(2);
            assertThat(file.add(second)).isEqualTo(3);
        }
        return new Sample(NAME, out.toByteArray());
    }

    @Test
    void aFileComesBackAsItWasWritten() throws IOException {
        Sample good = good();
        MessageFile file = new MessageFileReader(PACK).read(good.name(), good.bytes());

        assertThat(new String(good.bytes(), StandardCharsets.UTF_8))
                .startsWith("A0502102.0.0  Z99999999H00012024050102020200000002\r\n<Document>")
                .endsWith("</Document>");
        assertThat(file.hits()).isEmpty();
        assertThat(file.header().count()).isEqualTo(2);
        assertThat(file.lines()).extracting(MessageFile.Line::number).containsExactly(2, 3);
        assertThat(Judging.CHECKS.check(file)).isEmpty();
    }

    static Stream<String> codes() {
        return FAULTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void aFaultOfAFileHasItsCode(String code) throws IOException {
        Sample bad = FAULTS.get(code).apply(good());

        assertThat(new MessageFileReader(PACK).read(bad.name(), bad.bytes()).hits())
                .extracting(Hit::code)
                .contains(code);
    }

    @Test
    void aByteOrderMarkIsNotUtf8AsTheRegistryMeansIt() throws IOException {
        Sample good = good();
        byte[] bytes = ("\uFEFF" + new String(good.bytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);

        assertThat(new MessageFileReader(PACK).read(NAME, bytes).hits())
                .extracting(Hit::code)
                .containsExactly("ABF011");
    }

    @Test
    void everyTruncationIsAResult() throws IOException {
        byte[] bytes = good().bytes();
        for (int end = 0; end < bytes.length; end++) {
            assertThat(new MessageFileReader(PACK)
                            .read(NAME, Arrays.copyOf(bytes, end))
                            .hits())
                    .as("cut at %s", end)
                    .isNotEmpty();
        }
    }

    @Test
    void hitsOfRecordsCarryTheirLine() throws IOException {
        Sample bad = good().edit("<TotOverd>0<", "<TotOverd>50<");

        assertThat(Judging.CHECKS.check(new MessageFileReader(PACK).read(bad.name(), bad.bytes())))
                .extracting(Hit::code, Hit::tag, Hit::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("BLE017", "TotOverd", 2),
                        org.assertj.core.groups.Tuple.tuple("BLE017", "TotOverd", 3));
    }

    @Test
    void aCountThatDidNotComeTrueSpoilsTheFile() throws IOException {
        FileHeader header =
                new FileHeader("210", "2.0.0", "", Judging.PROVIDER, LocalDateTime.of(2024, 5, 1, 2, 2, 2), 2);
        MessageFileWriter file = new MessageFileWriter(new ByteArrayOutputStream(), header);
        file.add(MessageTextTest.APRIL);

        assertThatThrownBy(file::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a file of record 210 has 1 records and its header says 2; throw the file away");
        assertThatThrownBy(() -> file.add("a\nb")).hasMessageContaining("one record is one line");
    }

    @Test
    void filesAreSplitByRecordsAndBytes() {
        assertThat(MessageFileWriter.split(new int[] {10, 10, 10, 10, 10}, 2, 1_000))
                .containsExactly(2, 2, 1);
        assertThat(MessageFileWriter.split(new int[] {10, 10, 10}, 100, 74)).containsExactly(2, 1);
        assertThat(MessageFileWriter.split(new int[] {500, 10}, 100, 74)).containsExactly(1, 1);
        assertThat(MessageFileWriter.split(new int[0], 100, 74)).isEmpty();
    }

    @Test
    void namesHaveThirtyAndFourCharacters() {
        FileName name = FileName.submission(Judging.PROVIDER, LocalDate.of(2024, 5, 1), "210", FileName.serial(1));

        assertThat(name.text()).isEqualTo(NAME).hasSize(34);
        assertThat(FileName.parse(NAME)).contains(name);
        assertThat(name.feedback('3').text()).isEqualTo("Z99999999H00012024050121000013.txt");
        assertThat(List.of(FileName.serial(0), FileName.serial(35), FileName.serial(36), FileName.serial(46655)))
                .containsExactly("000", "00Z", "010", "ZZZ");
        assertThatThrownBy(() -> FileName.serial(46656)).hasMessageContaining("expected 0 to 46655");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "Z99999999H00012024023021000010.txt",
                "Z99999999H00012024050121000014.txt",
                "Z99999999H00012024050121000010.bad",
                "z99999999H00012024050121000010.txt",
                "Z99999999H000120240501210000101.txt",
                "../9999999H00012024050121000010.txt"
            })
    void whatIsNoNameIsNone(String name) {
        assertThat(FileName.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A0502102.0.0  Z99999999H0001202405010202020000000",
                "A0502102.0.0  Z99999999H000120240501020202000000022",
                "A0512102.0.0  Z99999999H00012024050102020200000002",
                "A0502102.0.0  Z99999999H00012024133102020200000002",
                "A0502102.0.0  Z99999999H00012024050102020210000002",
                "A05021X2.0.0  Z99999999H00012024050102020200000002",
                "A0502102-0-0  Z99999999H00012024050102020200000002"
            })
    void whatIsNoHeaderIsNone(String line) {
        assertThat(FileHeader.parse(line)).isEmpty();
    }
}
