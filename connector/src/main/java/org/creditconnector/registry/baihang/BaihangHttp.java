package org.creditconnector.registry.baihang;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryConnection.HoldingsPage;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.delivery.WireAnswer;
import org.creditconnector.delivery.WireRequest;
import org.creditconnector.registry.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * Single records by HTTPS: each is posted by itself, and the answer is the verdict. Nothing can be asked afterwards, so that an answer
 * that got lost is a person's affair.
 */
final class BaihangHttp implements HttpProtocol {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;

    private final BaihangPack pack;

    BaihangHttp(BaihangPack pack) {
        this.pack = pack;
    }

    @Override
    public WireRequest deliver(SubmissionPackage manifest, String contentDigest) {
        String kind = Kinds.ofName(Objects.requireNonNull(manifest.getFileName(), "a record has a name"));
        return new WireRequest(
                "POST",
                pack.layout(kind, manifest.getBusinessDate()).path(),
                Map.of(),
                Map.of("Content-Type", "application/json", "Accept", "application/json"));
    }

    @Override
    public DeliveryOutcome outcome(SubmissionPackage manifest, String contentDigest, WireAnswer answer) {
        int status = answer.status();
        JsonNode said = json(answer.text());
        String code = said.path(Answers.CODE).asText("");
        boolean judged = status == OK || status == BAD_REQUEST || status == UNPROCESSABLE;
        if (status == OK && isSuccess(said)) {
            return new DeliveryOutcome.Received("taken in", answer.text());
        }
        if (judged && !code.isEmpty()) {
            return new DeliveryOutcome.Received("judged and refused: " + ForeignText.shown(code), answer.text());
        }
        String what = "HTTP " + status + (code.isEmpty() ? "" : ": " + ForeignText.shown(code));
        if (status == TOO_MANY) {
            return new DeliveryOutcome.NotSent(what + "; nothing was taken in", answer.waitAsked());
        }
        if (status >= 400 && status < 500) {
            return new DeliveryOutcome.Refused(what + " without a verdict on the record", "");
        }
        return new DeliveryOutcome.Unknown(
                what
                        + " without a readable verdict; whether the record was taken in is not known, and it was not sent again");
    }

    @Override
    public boolean answersAtOnce() {
        return true;
    }

    @Override
    public FeedbackPage.Entry verdict(SubmissionPackage manifest, String receipt) {
        JsonNode said = json(receipt);
        String code = said.path(Answers.CODE).asText("");
        // What a person says is there was accepted: of what was refused the agency has nothing.
        boolean accepted = receipt.isEmpty() || (isSuccess(said) && code.isEmpty());
        if (!accepted && code.isEmpty()) {
            return new FeedbackPage.Entry(
                    manifest.getPackageId(), receipt, null, "it has neither success nor an error code");
        }
        Feedback feedback = new Feedback(
                manifest.getPackageId(),
                manifest.getPackageId(),
                null,
                accepted ? PackageOutcome.ACCEPTED : PackageOutcome.REJECTED,
                accepted ? 1 : 0,
                accepted ? 0 : 1,
                List.of(),
                List.of(),
                List.of(new ItemVerdict(
                        "",
                        accepted ? Verdict.ACCEPTED : Verdict.REJECTED,
                        accepted ? List.of() : List.of(Answers.finding(said)),
                        1)),
                null,
                null);
        return new FeedbackPage.Entry(
                manifest.getPackageId(),
                receipt.isEmpty() ? "resolved as received by a person" : receipt,
                feedback,
                null);
    }

    private static boolean isSuccess(JsonNode said) {
        return said.path("status").asText("").equalsIgnoreCase("success");
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = RecordForm.JSON.readTree(text);
            return node == null ? RecordForm.JSON.missingNode() : node;
        } catch (IOException e) {
            return RecordForm.JSON.missingNode();
        }
    }

    // ------------------------------------------------------------------ questions there are none of

    private static UnsupportedOperationException noQuestion() {
        return new UnsupportedOperationException("the agency answers at once and can be asked nothing afterwards");
    }

    @Override
    public WireRequest packageKnowledge(String packageId) {
        throw noQuestion();
    }

    @Override
    public PackageKnowledge readPackageKnowledge(String packageId, WireAnswer answer) {
        throw noQuestion();
    }

    @Override
    public WireRequest feedback(@Nullable String after, int limit) {
        throw noQuestion();
    }

    @Override
    public boolean refusesCursor(WireAnswer answer) {
        return false;
    }

    @Override
    public FeedbackPage readFeedback(WireAnswer answer) {
        throw noQuestion();
    }

    @Override
    public WireRequest statement(String lenderCode, LocalDate date) {
        throw noQuestion();
    }

    @Override
    public Statement readStatement(LocalDate date, WireAnswer answer) {
        throw noQuestion();
    }

    @Override
    public WireRequest holdings(String lenderCode, LocalDate date, @Nullable String after, int limit) {
        throw noQuestion();
    }

    @Override
    public HoldingsPage readHoldings(LocalDate date, WireAnswer answer) {
        throw noQuestion();
    }
}
