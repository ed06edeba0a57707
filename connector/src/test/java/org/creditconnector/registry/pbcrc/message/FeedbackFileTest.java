package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.registry.pbcrc.message.FeedbackFile.Read.Quarantined;
import org.creditconnector.registry.pbcrc.message.FeedbackFile.Read.Trusted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Feedback files written, read, and refused with a reason. */
class FeedbackFileTest {
    private static final String STEM = "Z99999999H0001202404022100001";
    private static final String NAME = STEM + "3.txt";
    private static final List<String> LINES = List.of("<a/>", "<b>\u5f20</b>", "<c/>");
    private static final Feedback REFUSAL = new Feedback(
            "2.0.0",
            STEM,
            '3',
            "2.0.0",
            LocalDateTime.of(2024, 4, 2, 10, 10, 10),
            2,
            1,
            List.of(new Feedback.Entry(
                    3,
                    List.of(new Feedback.Code("BLE017", "TotOverd"), new Feedback.Code("ABR006", "0000")),
                    LINES.get(1))));

    private static String text() {
        return new String(FeedbackFile.write(REFUSAL), StandardCharsets.UTF_8);
    }

    @Test
    void aRefusalIsWrittenAsTheReferenceSays() {
        String line = Base64.getEncoder().encodeToString(LINES.get(1).getBytes(StandardCharsets.UTF_8));

        assertThat(text())
                .isEqualTo("A0722.0.0Z99999999H000120240402210000132.0.02024040210101000000020000001\r\n"
                        + "<Document><FbInf><ErrRecId>3</ErrRecId><FbErrNum>2</FbErrNum>"
                        + "<ErrInf><FbCode>BLE017</FbCode><FbMsg>TotOverd</FbMsg></ErrInf>"
                        + "<ErrInf><FbCode>ABR006</FbCode><FbMsg>0000</FbMsg></ErrInf>"
                        + "<ErrRec>" + line + "</ErrRec></FbInf></Document>");
    }

    static Stream<Feedback> allKinds() {
        Feedback.Entry file = new Feedback.Entry(0, List.of(new Feedback.Code("ABF007", "0000")), "");
        return Stream.of(
                REFUSAL,
                new Feedback("2.0.0", STEM, '1', "2.0.0", REFUSAL.createdAt(), 3, 0, List.of()),
                new Feedback("2.0.0", STEM, '2', "2.0.0", REFUSAL.createdAt(), 0, 3, List.of(file)));
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void whatWasWrittenIsRead(Feedback feedback) {
        assertThat(FeedbackFile.read(STEM + feedback.flag() + ".txt", FeedbackFile.write(feedback)))
                .isEqualTo(new Trusted(feedback));
    }

    static Stream<Arguments> doubtful() {
        String refusal = "<Document><FbInf><ErrRecId>3</ErrRecId>";
        return Stream.of(
                Arguments.of("not a name", "x.txt", text(), "the file name is not that of a feedback"),
                Arguments.of("a submission", STEM + "0.txt", text(), "the file name is not that of a feedback"),
                Arguments.of(
                        "another flag", STEM + "1.txt", text(), "file name and header name different files or flags"),
                Arguments.of("empty", NAME, "", "the file is empty"),
                Arguments.of("BOM", NAME, "\uFEFF" + text(), "not UTF-8 or begins with a byte order mark"),
                Arguments.of("LF", NAME, text().replace("\r\n", "\n"), "not separated by exactly one CRLF"),
                Arguments.of("header", NAME, text().replace("A072", "A071"), "the header is not one of 72 characters"),
                Arguments.of(
                        "count", NAME, text().replace("0000001\r", "0000002\r"), "it counts 2 refused and lists 1"),
                Arguments.of("doubled", NAME, doubled(), "record 3 is refused twice"),
                Arguments.of("no XML", NAME, text().replace("</FbInf>", ""), "line 2 is not plain well-formed XML"),
                Arguments.of(
                        "XXE",
                        NAME,
                        text().replace("<Document>", "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Document>")
                                .replace("TotOverd", "&x;"),
                        "line 2 is not"),
                Arguments.of("other root", NAME, text().replace("FbInf>", "Fb>"), "line 2 is no <Document><FbInf>"),
                Arguments.of("error count", NAME, text().replace(">2<", ">3<"), "announces 3 errors and has 2"),
                Arguments.of("no code", NAME, text().replace("BLE017", ""), "or one without a code of 6 characters"),
                Arguments.of(
                        "record", NAME, text().replace(">3<", ">x<"), "line 2 has no number of the refused record"),
                Arguments.of("Base64", NAME, text().replace("<ErrRec>", "<ErrRec>%"), "that is not Base64"),
                Arguments.of("no line", NAME, text().replaceAll("<ErrRec>.*</ErrRec>", ""), "holds no refused record"),
                Arguments.of(
                        "file error with flag 3",
                        NAME,
                        text().replace(refusal, "<Document><FbInf>"),
                        "flag 3 (some refused)"),
                Arguments.of(
                        "flag 1 with errors",
                        STEM + "1.txt",
                        text().replace(STEM + "3", STEM + "1"),
                        "flag 1 (all loaded), yet"),
                Arguments.of(
                        "flag 2 with records",
                        STEM + "2.txt",
                        text().replace(STEM + "3", STEM + "2"),
                        "flag 2 (file refused), yet"));
    }

    private static String doubled() {
        String[] lines = text().replace("0000001\r", "0000002\r").split("\r\n");
        return String.join("\r\n", lines[0], lines[1], lines[1]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubtful")
    void whatCannotBeTrustedIsQuarantinedWithTheReason(String fault, String name, String text, String why) {
        assertThat(FeedbackFile.read(name, text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Quarantined.class, q -> assertThat(q.why()).contains(why));
    }

    @Test
    void everyTruncationIsQuarantined() {
        byte[] bytes = FeedbackFile.write(REFUSAL);
        for (int end = 0; end < bytes.length; end++) {
            assertThat(FeedbackFile.read(NAME, Arrays.copyOf(bytes, end)))
                    .as("cut at %s", end)
                    .isInstanceOf(Quarantined.class);
        }
    }

    @Test
    void aFeedbackIsHeldAgainstWhatWasSent() {
        FileName sent = FileName.parse(STEM + "0.txt").orElseThrow();
        FileName other = FileName.parse("Z99999999H00012024040221000020.txt").orElseThrow();
        List<String> swapped = new ArrayList<>(LINES);
        Collections.reverse(swapped.subList(0, 2));

        assertThat(FeedbackFile.contradiction(REFUSAL, sent, LINES)).isEmpty();
        assertThat(FeedbackFile.contradiction(REFUSAL, other, LINES))
                .hasValueSatisfying(why -> assertThat(why).startsWith("it answers the file " + STEM));
        assertThat(FeedbackFile.contradiction(REFUSAL, sent, LINES.subList(0, 2)))
                .contains("it counts 2 loaded and 1 refused records, sent were 2");
        assertThat(FeedbackFile.contradiction(REFUSAL, sent, swapped))
                .contains("the refused line 3 is not the one that was sent");
    }

    @Test
    void theRefusedLineIsNotShown() {
        assertThat(REFUSAL.toString()).doesNotContain("\u5f20").contains("BLE017");
    }
}
