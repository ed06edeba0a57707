package org.creditconnector.registry.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryConnection.HoldingsPage;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.delivery.WireAnswer;
import org.creditconnector.delivery.WireRequest;
import org.creditconnector.registry.ForeignText;
import org.jspecify.annotations.Nullable;

/** The paths and answers of {@code registries/registry-api/openapi.yaml}. */
final class RegistryApiProtocol implements HttpProtocol {
    private static final String PACKAGES = "/v1/packages/";
    static final String MEDIA_TYPE = "application/vnd.apache.avro";

    @Override
    public WireRequest deliver(SubmissionPackage manifest, String contentDigest) {
        return new WireRequest(
                "PUT",
                PACKAGES + id(manifest.getPackageId()),
                Map.of(),
                Map.of(
                        "Content-Type", MEDIA_TYPE,
                        "Content-Digest", contentDigest,
                        "Accept", "application/json, application/problem+json"));
    }

    @Override
    public DeliveryOutcome outcome(SubmissionPackage manifest, String contentDigest, WireAnswer answer) {
        int status = answer.status();
        if (status == 200 || status == 201) {
            return received(manifest, contentDigest, answer);
        }
        String said = said(answer);
        if (status == 429 || (status == 503 && answer.hasRetryAfter())) {
            return new DeliveryOutcome.NotSent(said + "; nothing was taken in", answer.waitAsked());
        }
        if (status >= 400 && status < 500) {
            JsonNode expected = AnswerJson.problem(answer.body()).path("expectedSequence");
            return new DeliveryOutcome.Refused(
                    said, problemCode(answer), expected.canConvertToLong() ? expected.longValue() : null);
        }
        return unknown(said);
    }

    private static DeliveryOutcome received(SubmissionPackage manifest, String contentDigest, WireAnswer answer) {
        try {
            JsonNode receipt = AnswerJson.object(answer.body());
            AnswerJson.expect(receipt, "packageId", manifest.getPackageId());
            AnswerJson.expect(receipt, "contentDigest", contentDigest);
            String receiptId = AnswerJson.text(receipt, "receiptId");
            AnswerJson.text(receipt, "receivedAt");
            int items = AnswerJson.count(receipt, "itemCount");
            if (items != manifest.getItemCount()) {
                throw new UnreadableAnswerException(
                        "the receipt counts " + items + " items, expected " + manifest.getItemCount());
            }
            return new DeliveryOutcome.Received("received under " + ForeignText.shown(receiptId), answer.text());
        } catch (UnreadableAnswerException e) {
            return unknown("HTTP " + answer.status() + ": " + e.getMessage());
        }
    }

    private static DeliveryOutcome unknown(String what) {
        return new DeliveryOutcome.Unknown(
                what + "; whether the package was taken in is not known, and it was not sent again");
    }

    @Override
    public WireRequest packageKnowledge(String packageId) {
        return WireRequest.get(PACKAGES + id(packageId), Map.of());
    }

    @Override
    public PackageKnowledge readPackageKnowledge(String packageId, WireAnswer answer) {
        JsonNode status = usable(answer);
        AnswerJson.expect(status, "packageId", packageId);
        PackageKnowledge.State state = AnswerJson.choice(status, "state", PackageKnowledge.State.class);
        if (state == PackageKnowledge.State.UNKNOWN) {
            return new PackageKnowledge(state, null);
        }
        JsonNode receipt = status.get("receipt");
        if (receipt == null || !receipt.isObject()) {
            throw new UnreadableAnswerException(
                    "state " + state.name().toLowerCase(Locale.ROOT) + " without a receipt");
        }
        AnswerJson.expect(receipt, "packageId", packageId);
        return new PackageKnowledge(state, receipt.toString());
    }

    @Override
    public WireRequest feedback(@Nullable String after, int limit) {
        Map<String, String> query = after == null
                ? Map.of("limit", Integer.toString(limit))
                : Map.of("limit", Integer.toString(limit), "after", after);
        return WireRequest.get("/v1/feedback", query);
    }

    @Override
    public boolean refusesCursor(WireAnswer answer) {
        return answer.status() == 400 || answer.status() == 410;
    }

    @Override
    public FeedbackPage readFeedback(WireAnswer answer) {
        usableStatus(answer);
        return FeedbackPages.read(answer.body());
    }

    @Override
    public WireRequest statement(String lenderCode, LocalDate date) {
        return WireRequest.get("/v1/statement", Map.of("date", date.toString(), "lender", lenderCode));
    }

    @Override
    public Statement readStatement(LocalDate date, WireAnswer answer) {
        JsonNode statement = usable(answer);
        AnswerJson.expect(statement, "date", date.toString());
        long accounts = AnswerJson.count(statement, "accounts");
        return new Statement(
                date,
                accounts,
                AnswerJson.count(statement, "items"),
                AnswerJson.controlTotals(accounts, AnswerJson.totals(statement.get("totals"))),
                AnswerJson.text(statement, "digest"),
                statement.hasNonNull("holdingsDigest") ? AnswerJson.text(statement, "holdingsDigest") : null);
    }

    @Override
    public WireRequest holdings(String lenderCode, LocalDate date, @Nullable String after, int limit) {
        Map<String, String> query =
                new TreeMap<>(Map.of("date", date.toString(), "lender", lenderCode, "limit", Integer.toString(limit)));
        if (after != null) {
            query.put("after", after);
        }
        return WireRequest.get("/v1/holdings", query);
    }

    @Override
    public HoldingsPage readHoldings(LocalDate date, WireAnswer answer) {
        JsonNode page = usable(answer);
        AnswerJson.expect(page, "date", date.toString());
        JsonNode holdings = page.get("holdings");
        if (holdings == null || !holdings.isArray()) {
            throw new UnreadableAnswerException("field holdings is missing or no list");
        }
        List<Holding> read = new ArrayList<>(holdings.size());
        for (JsonNode holding : holdings) {
            read.add(new Holding(
                    AnswerJson.text(holding, "subject"),
                    AnswerJson.text(holding, "itemId"),
                    AnswerJson.date(holding, "reportDate"),
                    AnswerJson.count(holding, "sequence"),
                    AnswerJson.text(holding, "itemDigest"),
                    holding.hasNonNull("currency") ? AnswerJson.text(holding, "currency") : null,
                    AnswerJson.amounts(holding)));
        }
        return new HoldingsPage(read, page.hasNonNull("next") ? AnswerJson.text(page, "next") : null);
    }

    private static JsonNode usable(WireAnswer answer) {
        usableStatus(answer);
        return AnswerJson.object(answer.body());
    }

    private static void usableStatus(WireAnswer answer) {
        if (answer.status() != 200) {
            throw new UnreadableAnswerException(said(answer) + ", expected 200");
        }
    }

    /** Status and what the registry says of it, shortened. */
    private static String said(WireAnswer answer) {
        JsonNode problem = AnswerJson.problem(answer.body());
        StringBuilder said = new StringBuilder("HTTP ").append(answer.status());
        for (String field : new String[] {"type", "title", "detail"}) {
            JsonNode value = problem.path(field);
            if (value.isTextual()
                    && !value.textValue().isEmpty()
                    && !value.textValue().equals("about:blank")) {
                said.append(said.indexOf(":") < 0 ? ": " : ", ").append(ForeignText.shown(value.textValue()));
            }
        }
        JsonNode expected = problem.path("expectedSequence");
        if (expected.isIntegralNumber()) {
            said.append(", expected sequence ").append(expected.longValue());
        }
        if (answer.location() != null) {
            said.append(", redirect to ")
                    .append(ForeignText.shown(answer.location()))
                    .append(" not followed");
        }
        return said.toString();
    }

    private static String problemCode(WireAnswer answer) {
        String type = AnswerJson.problem(answer.body()).path("type").asText("");
        return type.equals("about:blank") ? "" : ForeignText.shown(type.substring(type.lastIndexOf('/') + 1));
    }

    /** Only a UUID becomes part of a path. */
    private static String id(String packageId) {
        return UUID.fromString(packageId).toString();
    }
}
