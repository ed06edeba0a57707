package org.creditconnector.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.creditconnector.record.Sex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All numbers are synthetic. */
class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(strings = {"110101190101010011", "440300190101310023", "110101190101010054", "11010119010101002X"})
    void residentNumbersWithTheirCheckPass(String number) {
        assertThat(ResidentIdentityNumber.check(number)).isEqualTo(IdentifierVerdict.VALID);
        everyOtherDigitFails(number, 17, "0123456789X", ResidentIdentityNumber::check);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            440300190202290017 | no date
            110101190013010017 | no date
            11010119010101002x | small x
            1101011901010100   | 16 characters
            1101011901010100110| 19 characters
            110101901010017    | old number
            11010119010101OO11 | character 15
            110101190101010０11 | character 16
            11010119010101001A | character 18
            ''                 | 0 characters
            """)
    void residentNumbersThatAreNoneFail(String number, String says) {
        assertProblem(ResidentIdentityNumber.check(number), number, says);
    }

    @Test
    void aResidentNumberTellsBirthAndSex() {
        assertThat(ResidentIdentityNumber.birthDate("440300190101310023")).contains(LocalDate.of(1901, 1, 31));
        assertThat(ResidentIdentityNumber.sex("440300190101310023")).contains(Sex.FEMALE);
        assertThat(ResidentIdentityNumber.sex("110101190101010011")).contains(Sex.MALE);
        assertThat(ResidentIdentityNumber.birthDate("440300190202290017")).isEmpty();
        assertThat(ResidentIdentityNumber.sex("440300190202290017")).isEmpty();
    }

    @Test
    void anOldResidentNumberGetsCenturyAndCheck() {
        String converted = ResidentIdentityNumber.canonical("110101010101001");
        assertThat(converted).isEqualTo("110101190101010011");
        assertThat(ResidentIdentityNumber.birthDate("110101010101001")).contains(LocalDate.of(1901, 1, 1));
        assertThat(ResidentIdentityNumber.sex("110101010101001")).contains(Sex.MALE);
        assertThat(ResidentIdentityNumber.canonical("11010119010101002x")).isEqualTo("11010119010101002X");
        assertThat(ResidentIdentityNumber.canonical("no number at x")).isEqualTo("no number at x");
        assertThat(ResidentIdentityNumber.check(ResidentIdentityNumber.canonical("110101013101001"))
                        .isValid())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"91440300000000000E"})
    void socialCreditCodesWithTheirCheckPass(String code) {
        assertThat(UnifiedSocialCreditCode.check(code)).isEqualTo(IdentifierVerdict.VALID);
        everyOtherDigitFails(code, 17, "0123456789ABCDEFGHJKLMNPQRTUWXY", UnifiedSocialCreditCode::check);
        everyOtherDigitFails(code, 8, "0123456789ABCDEFGHJKLMNPQRTUWXY", UnifiedSocialCreditCode::check);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9144030000000000OE  | character 17
            91440300I0000000OE  | character 9
            91440300S00000000E  | character 9
            91440300V00000000E  | character 9
            91440300Z00000000E  | character 9
            91A40300000000000E  | character 3
            91440300000000000e  | character 18
            9144030000000000E   | 17 characters
            """)
    void socialCreditCodesThatAreNoneFail(String code, String says) {
        assertProblem(UnifiedSocialCreditCode.check(code), code, says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000", "MA0000007"})
    void organisationCodesWithTheirCheckPass(String code) {
        assertThat(OrganisationCode.check(code)).isEqualTo(IdentifierVerdict.VALID);
        everyOtherDigitFails(code, 8, "0123456789X", OrganisationCode::check);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MA000000-7 | 10 characters
            ma0000007  | character 1
            MA00000007 | 10 characters
            """)
    void organisationCodesThatAreNoneFail(String code, String says) {
        assertProblem(OrganisationCode.check(code), code, says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4403000000000167", "4403001234567830"})
    void zhongzhengCodesWithTheirCheckPass(String code) {
        assertThat(ZhongzhengCode.check(code)).isEqualTo(IdentifierVerdict.VALID);
        everyOtherDigitFails(code, 0, "0123456789", ZhongzhengCode::check);
        everyOtherDigitFails(code, 15, "0123456789", ZhongzhengCode::check);
    }

    @Test
    void aForeignZhongzhengCodeBeginsWithLetters() {
        String body = "USA00000000001";
        assertThat(ZhongzhengCode.check(body + ZhongzhengCode.checkDigits(body)).isValid())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            440300000000016A | character 16
            44030000000001x7 | character 15
            440300000000016  | 15 characters
            """)
    void zhongzhengCodesThatAreNoneFail(String code, String says) {
        assertProblem(ZhongzhengCode.check(code), code, says);
    }

    @Test
    void entityIdentifiersWithTheirCheckPass() {
        String identifier = "ZZZZ00ZZZZZZZZZZZZ67";
        assertThat(LegalEntityIdentifier.check(identifier)).isEqualTo(IdentifierVerdict.VALID);
        everyOtherDigitFails(identifier, 4, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", LegalEntityIdentifier::check);
        everyOtherDigitFails(identifier, 19, "0123456789", LegalEntityIdentifier::check);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zzzz00ZZZZZZZZZZZZ67 | character 1
            ZZZZ00ZZZZZZZZZZZZ6Z | character 20
            ZZZZ00ZZZZZZZZZZZ67  | 19 characters
            """)
    void entityIdentifiersThatAreNoneFail(String identifier, String says) {
        assertProblem(LegalEntityIdentifier.check(identifier), identifier, says);
    }

    @Test
    void checksAreMadeForNewNumbers() {
        assertMakes("11010119010101001", body -> body + ResidentIdentityNumber.checkCharacter(body), 18);
        assertMakes("91440300000000000", body -> body + UnifiedSocialCreditCode.checkCharacter(body), 18);
        assertThat(OrganisationCode.checkCharacter("MA000000")).isEqualTo('7');
        assertThat(ZhongzhengCode.checkDigits("44030012345678")).isEqualTo("30");
        assertThat(LegalEntityIdentifier.checkDigits("ZZZZ00ZZZZZZZZZZZZ")).isEqualTo("67");
        assertThatThrownBy(() -> ResidentIdentityNumber.checkCharacter("1101011901010100"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "check digits cannot be made: it has 16 characters, expected 17: the part before the check");
    }

    private static void assertMakes(String body, UnaryOperator<String> maker, int length) {
        assertThat(maker.apply(body)).hasSize(length);
    }

    private static void everyOtherDigitFails(
            String right, int place, String alphabet, Function<String, IdentifierVerdict> check) {
        for (char other : alphabet.toCharArray()) {
            if (other != right.charAt(place)) {
                String wrong = right.substring(0, place) + other + right.substring(place + 1);
                assertThat(check.apply(wrong).isValid()).as(wrong).isFalse();
            }
        }
    }

    private static void assertProblem(IdentifierVerdict verdict, String value, String says) {
        assertThat(verdict).isInstanceOf(IdentifierVerdict.Problem.class);
        String sentence = ((IdentifierVerdict.Problem) verdict).sentence();
        assertThat(sentence).contains(says);
        if (!value.isEmpty()) {
            assertThat(sentence).doesNotContain(value);
        }
    }
}
