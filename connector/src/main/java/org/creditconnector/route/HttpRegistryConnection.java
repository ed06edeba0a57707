package org.creditconnector.route;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.delivery.WireAnswer;
import org.creditconnector.delivery.WireRequest;
import org.jspecify.annotations.Nullable;

/** A target over the channel {@code http}: each call is one exchange through one of its three routes. */
final class HttpRegistryConnection implements RegistryConnection {
    /** Asked for in a check: no package ever has it. */
    private static final String NO_PACKAGE = "00000000-0000-0000-0000-000000000000";

    /** Items asked for at once: some two megabytes of JSON, far below the least answer that a target may limit. */
    private static final int HOLDINGS_PAGE = 5_000;

    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    private final TargetEndpoint endpoint;
    private final HttpProtocol protocol;
    private final Exchanges exchanges;

    HttpRegistryConnection(TargetEndpoint endpoint, HttpProtocol protocol, Exchanges exchanges) {
        this.endpoint = endpoint;
        this.protocol = protocol;
        this.exchanges = exchanges;
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
        return deliver(manifest, file, () -> {});
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file, Runnable lastCheck) {
        PackageDelivery delivery = new PackageDelivery(endpoint, protocol, manifest, file, lastCheck);
        try {
            return exchanges.through("direct:deliver-" + endpoint.name(), delivery, DeliveryOutcome.class);
        } catch (ExchangeFailedException e) {
            throw new IllegalStateException(
                    "package " + manifest.getPackageId() + " to " + endpoint.name() + ": nothing was sent, "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public PackageKnowledge packageKnowledge(String packageId) {
        return ask(
                "package " + packageId,
                protocol.packageKnowledge(packageId),
                answer -> protocol.readPackageKnowledge(packageId, answer));
    }

    @Override
    public FeedbackPage feedback(@Nullable String after) {
        FeedbackQuestion question = new FeedbackQuestion(endpoint, protocol, after);
        return answered(
                "feedback",
                () -> exchanges.through("direct:feedback-" + endpoint.name(), question, FeedbackPage.class));
    }

    @Override
    public Statement statement(LocalDate date) {
        return ask(
                "statement of " + date,
                protocol.statement(endpoint.lenderCode(), date),
                answer -> protocol.readStatement(date, answer));
    }

    @Override
    public HoldingsPage holdings(LocalDate date, @Nullable String after) {
        return ask(
                "holdings of " + date,
                protocol.holdings(endpoint.lenderCode(), date, after, HOLDINGS_PAGE),
                answer -> protocol.readHoldings(date, answer));
    }

    @Override
    public boolean answersAtOnce() {
        return protocol.answersAtOnce();
    }

    @Override
    public FeedbackPage.Entry verdict(SubmissionPackage manifest, String receipt) {
        return protocol.verdict(manifest, receipt);
    }

    @Override
    public String check() {
        if (protocol.answersAtOnce()) {
            return ask("check", WireRequest.get("/", Map.of()), this::answers);
        }
        PackageKnowledge nothing = packageKnowledge(NO_PACKAGE);
        if (nothing.state() != PackageKnowledge.State.UNKNOWN) {
            throw unavailable("check", "it claims to know a package that never was", null);
        }
        return endpoint.url() + " answers as a " + endpoint.profile() + " registry";
    }

    /** Such a registry has no question that means nothing: that somebody answers and lets us in is all that can be known. */
    private String answers(WireAnswer answer) {
        if (answer.status() == UNAUTHORISED || answer.status() == FORBIDDEN) {
            throw new UnreadableAnswerException(
                    "HTTP " + answer.status() + ", expected to be let in; check name and password, or the token");
        }
        return endpoint.url() + " answers (HTTP " + answer.status() + "); a " + endpoint.profile()
                + " registry can be asked nothing more";
    }

    private <T> T ask(String what, WireRequest request, Function<WireAnswer, T> reader) {
        RegistryQuestion question = new RegistryQuestion(endpoint, request);
        return answered(
                what,
                () -> reader.apply(exchanges.through("direct:ask-" + endpoint.name(), question, WireAnswer.class)));
    }

    private <T> T answered(String what, Call<T> call) {
        try {
            return call.make();
        } catch (UnreadableAnswerException e) {
            throw unavailable(what, e.getMessage(), e);
        } catch (ExchangeFailedException e) {
            throw unavailable(what, WireFailures.sentence(e.failure()), e);
        }
    }

    private RegistryUnavailableException unavailable(String what, @Nullable String came, @Nullable Exception cause) {
        return RegistryUnavailableException.noUsableAnswer(endpoint, what, came, cause);
    }

    /** One question with its answer. */
    private interface Call<T> {
        T make() throws ExchangeFailedException;
    }
}
