package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.creditconnector.registry.pbcrc.message.ParsedLine.Read;
import org.creditconnector.registry.pbcrc.message.ParsedLine.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines written and read. */
class MessageTextTest {
    static final MessagePack PACK = MessagePack.shipped();

    /** A made-up loan in its second month, byte for byte as public material lays it out. */
    static final String APRIL =
            "<Document><InAcctInf><AcctBsSgmt><InfRecType>210</InfRecType><AcctType>D1</AcctType><AcctCode>Z99999999H0001LN0000000001</AcctCode><RptDate>2024-04-30</RptDate><RptDateCode>30</RptDateCode><Name>TEST PERSON</Name><IDType>10</IDType><IDNum>110101190101010011</IDNum><MngmtOrgCode>Z99999999H0001</MngmtOrgCode></AcctBsSgmt><AcctMthlyBlgInfSgmt><Month>2024-04</Month><SettDate>2024-04-15</SettDate><AcctStatus>1</AcctStatus><AcctBal>11055</AcctBal><RemRepPrd>11</RemRepPrd><FiveCate>1</FiveCate><FiveCateAdjDate>2024-03-15</FiveCateAdjDate><RpyStatus>N</RpyStatus><OverdPrd>0</OverdPrd><TotOverd>0</TotOverd><OverdPrinc>0</OverdPrinc><Oved31_60Princ>0</Oved31_60Princ><Oved61_90Princ>0</Oved61_90Princ><Oved91_180Princ>0</Oved91_180Princ><OvedPrinc180>0</OvedPrinc180><CurRpyAmt>1050</CurRpyAmt><ActRpyAmt>1050</ActRpyAmt><LatRpyDate>2024-04-15</LatRpyDate><CloseDate></CloseDate></AcctMthlyBlgInfSgmt></InAcctInf></Document>";

    private final MessageWriter writer = new MessageWriter(PACK);
    private final MessageParser parser = new MessageParser(PACK);

    static Stream<RecordLayout> usable() {
        return PACK.records().stream().filter(layout -> layout.notUsable().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("usable")
    void everyRecordTypeComesBackAsItWasWritten(RecordLayout layout) {
        GeneratedMessages generated = new GeneratedMessages(layout.type().hashCode());
        for (int i = 0; i < 50; i++) {
            Message message = generated.of(layout);
            String line = writer.line(message);
            assertThat(line).doesNotContain("\n", "\r").startsWith("<Document><" + layout.root() + ">");
            assertThat(parser.parse(line)).isEqualTo(new Read(message));
            assertThat(PACK.arranged(message, layout.template())).isEqualTo(message);
        }
    }

    @Test
    void theWorkedExampleIsWrittenByteForByte() {
        Message april = ((Read) parser.parse(APRIL)).message();

        assertThat(writer.line(april)).isEqualTo(APRIL);
    }

    @Test
    void orderBlankTagsTypeAndCountsComeFromThePack() {
        Message shuffled = Message.of("210")
                .segment(
                        "RltRepymtInfSgmt",
                        s -> s.group("RltRepymtInf", g -> g.put("ArlpType", "1").put("ArlpName", "B"))
                                .group(
                                        "RltRepymtInf",
                                        g -> g.put("ArlpType", "2").put("ArlpName", "C")))
                .segment("AcctBsSgmt", s -> s.put("AcctCode", "X").put("AcctType", "D1"))
                .build();

        assertThat(writer.line(PACK.arranged(shuffled)))
                .isEqualTo("<Document><InAcctInf><AcctBsSgmt><InfRecType>210</InfRecType><AcctType>D1</AcctType>"
                        + "<AcctCode>X</AcctCode></AcctBsSgmt><RltRepymtInfSgmt><RltRepymtNm>2</RltRepymtNm>"
                        + "<RltRepymtInf><ArlpName>B</ArlpName><ArlpType>1</ArlpType><ArlpAmt></ArlpAmt><WartySign></WartySign>"
                        + "<MaxGuarMcc></MaxGuarMcc></RltRepymtInf>"
                        + "<RltRepymtInf><ArlpName>C</ArlpName><ArlpType>2</ArlpType><ArlpAmt></ArlpAmt><WartySign></WartySign>"
                        + "<MaxGuarMcc></MaxGuarMcc></RltRepymtInf></RltRepymtInfSgmt></InAcctInf></Document>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001", "line\nbreak", "a\ttab", "\uD83D", "x\uDC00", "\uFFFE", "\u0085"})
    void aCharacterThatMayNotStandInALineIsRefused(String name) {
        Message message = Message.of("210")
                .segment("AcctBsSgmt", s -> s.put("Name", name))
                .build();

        assertThatThrownBy(() -> writer.line(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field Name: character U+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<Document>",
                "<Document></Document>",
                "<Document><Other><A>1</A></Other></Document>",
                "<Document><InAcctInf/><InAcctInf/></Document>",
                "<Document>x<InAcctInf/></Document>",
                "<InAcctInf/>",
                "<Document><InAcctInf>text</InAcctInf></Document>",
                "<Document><InAcctInf a='1'/></Document>",
                "<Document><InAcctInf><!-- c --></InAcctInf></Document>",
                "<Document><InAcctInf><?p x?></InAcctInf></Document>",
                "<Document><InAcctInf>&unknown;</InAcctInf></Document>",
                "<!DOCTYPE Document [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Document><InAcctInf><B><N>&x;</N></B></InAcctInf></Document>",
                "<!DOCTYPE Document SYSTEM 'http://127.0.0.1:9/x.dtd'><Document><InAcctInf/></Document>",
                "<Document><InAcctInf><AcctBsSgmt><Name>\u0001</Name></AcctBsSgmt></InAcctInf></Document>",
                "<Document><InAcctInf><AcctBsSgmt>x<Name>A</Name></AcctBsSgmt></InAcctInf></Document>",
                "<Document><InAcctInf><A><B><C><D><E><F><G><H>1</H></G></F></E></D></C></B></A></InAcctInf></Document>",
                "<Document><InAcctInf></InAcctInf></Document><Document/>"
            })
    void whatIsNoRecordIsAResultAndNoException(String line) {
        assertThat(parser.parse(line)).isInstanceOf(Unreadable.class);
    }

    @Test
    void everyTruncationOfALineIsAResult() {
        for (int end = 0; end < APRIL.length(); end++) {
            assertThat(parser.parse(APRIL.substring(0, end)))
                    .as("cut at %s", end)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void valuesAreNotInTheTextOfAMessage() {
        Message april = ((Read) parser.parse(APRIL)).message();

        assertThat(april.toString() + april.segments()).doesNotContain("TEST PERSON", "110101190101010011", "11055");
    }

    @Test
    void aRecordWhoseRootIsNotPublicCannotBeWritten() {
        assertThatThrownBy(() -> writer.line(Message.of("430").build()))
                .hasMessage("record 430: the root tag of record 430 is not public");
    }
}
