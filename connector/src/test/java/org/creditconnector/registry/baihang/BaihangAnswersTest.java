package org.creditconnector.registry.baihang;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.delivery.WireAnswer;
import org.creditconnector.registry.RegistryProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agency's answers mean, over HTTP and in logs. */
class BaihangAnswersTest {
    private static final RegistryProfile PROFILE = new BaihangProfile().configured(Map.of("institution", "LENDER"));
    private static final HttpProtocol HTTP = PROFILE.over("http").http().orElseThrow();
    private static final FileProtocol FILES = PROFILE.over("sftp").files().orElseThrow();
    private static final SubmissionPackage RECORD = new SubmissionPackage(
            "d4f353e7-baac-47ab-b339-cd4bcafaa78b",
            "agency",
            "LENDER",
            LocalDate.of(2024, 3, 31),
            1L,
            1,
            "",
            List.of(),
            null,
            "LENDER_CL2_20240331_0001",
            null);

    @Test
    void aRecordIsPostedWhereItsKindIsTaken() {
        assertThat(HTTP.deliver(RECORD, "").method()).isEqualTo("POST");
        assertThat(HTTP.deliver(RECORD, "").path()).isEqualTo("/api/v1/credit/loop/track");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"status\":\"success\"}            | Received",
                "200 | {\"errorCode\":\"E1\"}              | Received",
                "400 | {\"errorCode\":\"E1\"}              | Received",
                "200 | <html>                              | Unknown",
                "200 | {}                                  | Unknown",
                "302 | {}                                  | Unknown",
                "500 | {\"errorCode\":\"E1\"}              | Unknown",
                "503 | {}                                  | Unknown",
                "429 | {}                                  | NotSent",
                "401 | {\"errorCode\":\"E1\"}              | Refused",
                "400 | {}                                  | Refused",
                "413 | {}                                  | Refused"
            })
    void eachAnswerHasAMeaning(int status, String body, String meaning) {
        DeliveryOutcome outcome =
                HTTP.outcome(RECORD, "", new WireAnswer(status, null, null, null, body.getBytes(UTF_8)));
        assertThat(outcome.getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void aReceiptIsTheVerdictAndAPersonsWordToo() {
        Feedback refused = HTTP.verdict(RECORD, "{\"errorCode\":\"E1\",\"errorMessage\":\"No.\",\"field\":\"pid\"}")
                .feedback();
        assertThat(refused.getVerdicts()).singleElement().satisfies(one -> {
            assertThat(one.getVerdict()).isEqualTo(Verdict.REJECTED);
            assertThat(one.getFindings().get(0).getCode()).isEqualTo("E1");
            assertThat(one.getFindings().get(0).getField()).isEqualTo("pid");
        });
        assertThat(HTTP.verdict(RECORD, "").feedback().getOutcome()).isEqualTo(PackageOutcome.ACCEPTED);
        assertThat(HTTP.verdict(RECORD, "{\"status\":\"success\"}").feedback().getAccepted())
                .isOne();
        assertThat(HTTP.verdict(RECORD, "{}").problem()).isNotBlank();
    }

    private static FeedbackPage.Entry log(String text) {
        return FILES.readFeedback("LENDER_D3_20240331_0001.log", text.getBytes(UTF_8))
                .get(0);
    }

    @Test
    void aLogNamesWhatWasRefusedByItsLine() {
        Feedback feedback = log("""
                {"file":"LENDER_D3_20240331_0001.txt","accepted":2,"rejected":1}
                {"line":3,"errorCode":"BH11","errorMessage":"pid is missing","field":"pid"}
                """).feedback();
        assertThat(feedback.getFileName()).isEqualTo("LENDER_D3_20240331_0001.zip.cry");
        assertThat(feedback.getOutcome()).isEqualTo(PackageOutcome.PARTLY_ACCEPTED);
        assertThat(feedback.getOthers()).isEqualTo(Verdict.ACCEPTED);
        assertThat(feedback.getVerdicts())
                .singleElement()
                .satisfies(one -> assertThat(one.getPlace()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{\"file\":\"LENDER_D3_20240331_0002.txt\",\"accepted\":1,\"rejected\":0}",
                "{\"file\":\"LENDER_D3_20240331_0001.txt\",\"accepted\":1,\"rejected\":1}",
                "{\"file\":\"LENDER_D3_20240331_0001.txt\",\"accepted\":-1,\"rejected\":0}",
                "{\"file\":\"LENDER_D3_20240331_0001.txt\",\"accepted\":1,\"rejected\":1}\n{\"line\":1,\"errorCode\":\"BH11\"}",
                "{\"file\":\"LENDER_D3_20240331_0001.txt\",\"accepted\":0,\"rejected\":2}\n{\"line\":2,\"errorCode\":\"A\"}\n{\"line\":2,\"errorCode\":\"B\"}"
            })
    void aLogThatCannotBeRightIsAProblemAndNoVerdict(String text) {
        assertThat(log(text).feedback()).isNull();
        assertThat(log(text).problem()).startsWith("the log LENDER_D3_20240331_0001.log: ");
        assertThat(log(text).raw()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "LENDER_D3_20240331_0001.log,true",
        "OTHER_D3_20240331_0001.log,false",
        "LENDER_D3_20240331_0001.log.part,false"
    })
    void onlyOurOwnLogsAreRead(String name, boolean ours) {
        assertThat(FILES.isFeedback(name)).isEqualTo(ours);
    }
}
