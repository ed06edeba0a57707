package org.creditconnector.mockregistry;

import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.responseDefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The contract over HTTP: which operation a request is, which fault strikes it, and what is answered. */
final class RegistryApi {
    private static final Pattern PACKAGE = Pattern.compile("/v1/packages/([^/]+)");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern CONTENT_DIGEST = Pattern.compile("sha-256=:[A-Za-z0-9+/=]{44}:");
    private static final int DEFAULT_PAGE = 20;
    private static final int MAX_PAGE = 100;
    private static final int DEFAULT_HOLDINGS = 1_000;
    private static final int MAX_HOLDINGS = 10_000;

    private final Registry registry;
    private final Stage stage;

    private final UnderWay packages;

    RegistryApi(Registry registry, Stage stage, UnderWay packages) {
        this.packages = packages;
        this.registry = registry;
        this.stage = stage;
    }

    ResponseDefinition respond(Request request) {
        Operation operation;
        try {
            operation = operation(request);
        } catch (RefusalException e) {
            return http(e.answer()).build();
        }
        if (operation != Operation.PUT_PACKAGE) {
            return respond(operation, request);
        }
        try (UnderWay.Stay ignored = packages.enter()) {
            return respond(operation, request);
        }
    }

    private ResponseDefinition respond(Operation operation, Request request) {
        Stage.Entrance entrance = stage.arrive(operation);
        FaultRule fault = entrance.fault();
        if (fault == null) {
            return http(answer(operation, request, entrance.scenario())).build();
        }
        return switch (fault.action()) {
            case UNAVAILABLE ->
                http(problem(fault.status(), "busy", "Try later")
                                .withHeader("Retry-After", Integer.toString(fault.retryAfterSeconds())))
                        .build();
            case ERROR_BEFORE_EFFECT ->
                http(problem(fault.status(), "about:blank", "Server error")).build();
            case ERROR_AFTER_EFFECT -> {
                answer(operation, request, entrance.scenario());
                yield http(problem(fault.status(), "about:blank", "Server error"))
                        .build();
            }
            case RESET_BEFORE_EFFECT -> reset();
            case RESET_AFTER_EFFECT -> {
                answer(operation, request, entrance.scenario());
                yield reset();
            }
            case GARBLED_ANSWER ->
                http(answer(operation, request, entrance.scenario()))
                        .withBody("{\"receiptId\": \"R000\ufffd\ufffd")
                        .build();
            case SLOW_ANSWER ->
                http(answer(operation, request, entrance.scenario()))
                        .withFixedDelay(Math.toIntExact(fault.delay().toMillis()))
                        .build();
            case REFUSE_DUPLICATE ->
                http(refuseDuplicate(operation, request, entrance.scenario())).build();
            case WRONG_TOTALS ->
                http(falsified(answer(operation, request, entrance.scenario()))).build();
        };
    }

    private static Operation operation(Request request) {
        String method = request.getMethod().getName();
        String path = path(request);
        if (PACKAGE.matcher(path).matches()) {
            return switch (method) {
                case "PUT" -> Operation.PUT_PACKAGE;
                case "GET" -> Operation.GET_PACKAGE;
                default -> throw RefusalException.methodNotAllowed(method, path);
            };
        }
        Operation listing = switch (path) {
            case "/v1/feedback" -> Operation.LIST_FEEDBACK;
            case "/v1/statement" -> Operation.GET_STATEMENT;
            case "/v1/holdings" -> Operation.LIST_HOLDINGS;
            default -> throw RefusalException.notFound(path);
        };
        if (!method.equals("GET")) {
            throw RefusalException.methodNotAllowed(method, path);
        }
        return listing;
    }

    private Answer answer(Operation operation, Request request, Scenario scenario) {
        try {
            String token = scenario.bearerToken();
            if (token != null && !("Bearer " + token).equals(request.getHeader("Authorization"))) {
                throw RefusalException.unauthorised();
            }
            if (scenario.lacks(operation)) {
                throw RefusalException.notFound(path(request));
            }
            return switch (operation) {
                case PUT_PACKAGE -> putPackage(request, scenario);
                case GET_PACKAGE -> Answer.json(200, registry.packageStatus(packageId(request)));
                case LIST_FEEDBACK -> listFeedback(request);
                case GET_STATEMENT -> Answer.json(200, registry.statement(query(request, "lender"), date(request)));
                case LIST_HOLDINGS -> listHoldings(request);
            };
        } catch (RefusalException e) {
            return e.answer();
        }
    }

    private Answer putPackage(Request request, Scenario scenario) {
        String contentType = request.getHeader("Content-Type");
        if (contentType == null
                || !contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/vnd.apache.avro")
                || request.containsHeader("Content-Encoding")) {
            throw RefusalException.mediaType(contentType);
        }
        byte[] body = request.getBody();
        if (body.length > scenario.maxPackageBytes()) {
            throw RefusalException.tooLarge(body.length, scenario.maxPackageBytes());
        }
        String packageId = packageId(request);
        String digest = request.getHeader("Content-Digest");
        if (digest == null || !CONTENT_DIGEST.matcher(digest).matches()) {
            throw RefusalException.badRequest(
                    "The header Content-Digest is missing or not of the form sha-256=:BASE64:.");
        }
        return registry.putPackage(packageId, digest, body, scenario);
    }

    private Answer listFeedback(Request request) {
        String after = query(request, "after");
        int limit = limit(request, DEFAULT_PAGE, MAX_PAGE);
        return Answer.json(200, registry.feedbackPage(after, limit));
    }

    private Answer listHoldings(Request request) {
        LocalDate date = date(request);
        String after = query(request, "after");
        HoldingCursor cursor = after == null ? null : HoldingCursor.read(after);
        int limit = limit(request, DEFAULT_HOLDINGS, MAX_HOLDINGS);
        return Answer.json(200, registry.holdingsPage(query(request, "lender"), date, cursor, limit));
    }

    private static int limit(Request request, int usual, int highest) {
        String text = query(request, "limit");
        if (text == null) {
            return usual;
        }
        int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > highest) {
            throw RefusalException.badRequest("The parameter limit is not a number from 1 to " + highest + ".");
        }
        return limit;
    }

    private static LocalDate date(Request request) {
        String date = query(request, "date");
        if (date == null) {
            throw RefusalException.badRequest("The parameter date is missing.");
        }
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            RefusalException refusal = RefusalException.badRequest("The parameter date is not a date yyyy-MM-dd.");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private Answer refuseDuplicate(Operation operation, Request request, Scenario scenario) {
        try {
            if (registry.knows(packageId(request))) {
                throw RefusalException.otherBytes("The package id was received before.");
            }
        } catch (RefusalException e) {
            return e.answer();
        }
        return answer(operation, request, scenario);
    }

    private static String packageId(Request request) {
        Matcher matcher = PACKAGE.matcher(path(request));
        if (!matcher.matches() || !UUID.matcher(matcher.group(1)).matches()) {
            throw RefusalException.badRequest("The package id in the path is not a UUID.");
        }
        return matcher.group(1).toLowerCase(Locale.ROOT);
    }

    static String path(Request request) {
        String url = request.getUrl();
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    static @Nullable String query(Request request, String name) {
        var parameter = request.queryParameter(name);
        return parameter != null && parameter.isPresent() ? parameter.firstValue() : null;
    }

    private static Answer problem(int status, String type, String title) {
        return Answer.problem(
                status, Json.object().put("type", type).put("title", title).put("status", status));
    }

    private static ResponseDefinition reset() {
        return responseDefinition().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
    }

    static ResponseDefinitionBuilder http(Answer answer) {
        ResponseDefinitionBuilder response = responseDefinition().withStatus(answer.status());
        answer.headers().forEach(response::withHeader);
        return response.withBody(Json.bytes(answer.body()));
    }

    private static Answer falsified(Answer answer) {
        answer.body().findValues("totals").forEach(totals -> totals.forEach(RegistryApi::falsify));
        return answer;
    }

    private static void falsify(JsonNode currency) {
        if (currency instanceof ObjectNode sums) {
            sums.put("items", sums.path("items").intValue() + 1);
            for (Figure figure : Figure.values()) {
                JsonNode amount = sums.path(figure.key());
                if (amount.isTextual()) {
                    BigDecimal wrong = new BigDecimal(amount.textValue()).add(new BigDecimal("0.01"));
                    sums.put(figure.key(), wrong.toPlainString());
                }
            }
        }
    }
}
