package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a lender's system may hold in a field: a code and the field's tag, never an exception. */
class BadValuesTest {
    private static final Message APRIL =
            ((ParsedLine.Read) new MessageParser(Judging.PACK).parse(MessageTextTest.APRIL)).message();

    private static Message with(String tag, String value) {
        List<Segment> segments = APRIL.segments().stream()
                .map(segment -> new Segment(
                        segment.tag(),
                        segment.parts().stream()
                                .map(part -> part.tag().equals(tag) ? (Part) new Field(tag, value) : part)
                                .toList()))
                .toList();
        return new Message("210", segments);
    }

    private static List<String> told(Message message) {
        return Judging.CHECKS.check(message, Judging.header(message)).stream()
                .map(hit -> hit.code() + " " + hit.tag())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Name, '', ABE000",
                "Name, '\u3000\u3000', ABE000",
                "Name, 'A\u0001', ABE001",
                "Name, 'A\tB', ABE001",
                "Name, '\uD842', ABE001",
                "Name, '\uDFB7x', ABE001",
                "Name, 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十, none",
                "Name, 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一, ABE001",
                "Name, '\uD842\uDFB7野家', none",
                "IDNum, 110101190101010012, ABE004",
                "IDNum, 11010119010101001, ABE004",
                "IDNum, １１０１０１１９０１０１０１００１１, ABE004",
                "AcctBal, 1000000000000000, ABE001",
                "AcctBal, 999999999999999, none",
                "AcctBal, -1, ABE001",
                "AcctBal, 1.00, ABE001",
                "AcctBal, '1,000', ABE001",
                "AcctBal, ' 1', ABE001",
                "AcctBal, １２, ABE001",
                "FiveCateAdjDate, 1900-12-31, ABE008",
                "FiveCateAdjDate, 2100-01-01, ABE008",
                "FiveCateAdjDate, 2023-02-29, ABE001",
                "FiveCateAdjDate, 2024-02-29, none",
                "FiveCateAdjDate, 2024-2-9, ABE001",
                "FiveCateAdjDate, 20240229, ABE001",
                "FiveCateAdjDate, 2024-05-01, ABE007",
                "Month, 2024-13, ABE001",
                "AcctStatus, 4, ABE001",
                "RpyStatus, X, ABE001",
                "AcctType, D9, ABE001",
                "AcctCode, Z99999999H0002LN1, ABE002",
                "AcctCode, Z99999999H0001贷款, ABE001",
                "InfRecType, 220, ABR000"
            })
    void aValueHasItsCode(String tag, String value, String code) {
        List<String> told = told(with(tag, value));

        if (code == null) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told).contains(code + " " + tag);
        }
    }

    @ParameterizedTest
    @MethodSource("org.creditconnector.registry.pbcrc.message.MessageTextTest#usable")
    void whateverTheFieldsHoldIsAResult(RecordLayout layout) {
        String[] nasty = {"", "\u3000", "\u0000", "\uD800", "-", "9".repeat(400), "２０２４", "2024-99-99", "NULL", "#"};
        Message whole = new GeneratedMessages(1).of(layout);
        StateChecks state = new StateChecks(Judging.PACK);
        FileHeader header = Judging.header(whole);
        for (String value : nasty) {
            Message spoilt = new Message(
                    whole.record(),
                    whole.segments().stream()
                            .map(segment -> new Segment(segment.tag(), spoil(segment.parts(), value)))
                            .toList());
            assertThat(Judging.CHECKS.check(spoilt, header)).isNotEmpty();
            OnFile filed = state.accept(spoilt, state.accept(whole, OnFile.NOTHING));
            assertThat(state.check(spoilt, filed)).isNotNull();
            assertThat(state.check(whole, filed, filed)).isNotNull();
        }
    }

    private static List<Part> spoil(List<Part> parts, String value) {
        return parts.stream()
                .map(part -> part instanceof Group group
                        ? (Part) new Group(group.tag(), spoil(group.parts(), value))
                        : new Field(part.tag(), value))
                .toList();
    }

    @Test
    void anEmptyMessageIsAResult() {
        for (RecordLayout layout : Judging.PACK.records()) {
            Message empty = new Message(layout.type(), List.of());
            assertThat(Judging.CHECKS.check(empty, Judging.header(empty)))
                    .as(layout.type())
                    .isNotEmpty();
            assertThat(new StateChecks(Judging.PACK).check(empty, OnFile.NOTHING))
                    .isNotNull();
        }
    }

    @Test
    void aRecordInAFileOfAnotherTypeIsNotOne() {
        assertThat(Judging.CHECKS.check(APRIL, Judging.header(Message.of("220").build())))
                .extracting(Hit::code)
                .containsExactly("ABR000");
    }

    @Test
    void theSmallTemplateLetsFieldsBeAbsent() {
        Message person = Judging.PACK.arranged(
                Message.of("110")
                        .segment(
                                "BsSgmt",
                                s -> s.put("Name", "TEST PERSON")
                                        .put("IDType", "10")
                                        .put("IDNum", "110101190101010011")
                                        .put("InfSurcCode", Judging.PROVIDER)
                                        .put("RptDate", "2024-03-15")
                                        .put("RptDateCode", "20")
                                        .put("Cimoc", Judging.PROVIDER)
                                        .put("CustomerType", "11"))
                        .segment("EduInfSgmt", s -> s.put("EduLevel", "20"))
                        .build(),
                "90");
        FileHeader full = Judging.header(person);
        FileHeader small = new FileHeader("110", full.version(), "90", full.provider(), full.createdAt(), 1);

        assertThat(Judging.CHECKS.check(person, small)).isEmpty();
        assertThat(Judging.CHECKS.check(person, full))
                .extracting(Hit::code, Hit::tag)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ABD000", "AcaDegree"),
                        org.assertj.core.groups.Tuple.tuple("ABD000", "EduInfoUpDate"));
    }
}
