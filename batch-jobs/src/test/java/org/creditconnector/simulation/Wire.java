package org.creditconnector.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.delivery.WireAnswer;
import org.creditconnector.delivery.WireRequest;
import org.creditconnector.delivery.http.PackageBody;
import org.creditconnector.faults.Life;
import org.creditconnector.faults.WireFault;
import org.creditconnector.mockregistry.InMemoryRegistry.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The way of one process to the registry, without sockets: the connector's own protocol on this side, the registry's on the other,
 * and faults between them.
 */
final class Wire implements RegistryConnection {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(8);

    private final String process;
    private final World world;
    private final HttpProtocol protocol;
    private final Life life;
    private final Budget budget;
    private final Dice dice;
    private final Hooks hooks;

    /** What happens to the process while a call is under way. */
    interface Hooks {
        /** Before a call leaves. */
        void before(String call);

        /** Whether another process holds the lease now. */
        boolean overtaken();
    }

    Wire(String process, World world, HttpProtocol protocol, Life life, Budget budget, Dice dice, Hooks hooks) {
        this.process = process;
        this.world = world;
        this.protocol = protocol;
        this.life = life;
        this.budget = budget;
        this.dice = dice;
        this.hooks = hooks;
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
        byte[] body;
        String digest;
        try {
            body = Files.readAllBytes(file);
            digest = PackageBody.contentDigest(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String packageId = manifest.getPackageId();
        boolean overtaken = hooks.overtaken();
        boolean paused = world.paused.get();
        String state = world.committedState.apply(packageId);
        WireFault fault = begin("PUT " + packageId);
        if (fault == WireFault.REFUSED && world.registry.knows(packageId)) {
            // A registry does not refuse what it has a receipt for.
            fault = WireFault.NONE;
        }
        WireRequest request = protocol.deliver(manifest, digest);
        if (fault != WireFault.UNREACHABLE) {
            // Also what is put off or broken off was seen at the door.
            world.atTheDoor(
                    process, packageId, manifest.getSequence(), digest, new World.Beginning(state, overtaken, paused));
        }
        if (fault != WireFault.UNREACHABLE && fault != WireFault.TOO_MANY && fault != WireFault.BUSY) {
            world.letIn(packageId);
        }
        WireAnswer answer = null;
        if (fault.reaches()) {
            Reply reply = world.registry.answer(request.method(), request.path(), request.headers(), body);
            world.arrived(new World.Arrival(process, packageId, manifest.getSequence(), digest, reply.status()));
            world.trace.say("  registry: package " + manifest.getSequence() + " " + packageId + " " + reply.status());
            answer = answer(reply);
        }
        end(fault, "PUT");
        return switch (fault) {
            case NONE, GARBLED, BROKEN_AFTER_EFFECT -> protocol.outcome(manifest, digest, faulty(fault, answer));
            case TOO_MANY, BUSY, REFUSED, BROKEN_BEFORE_EFFECT -> {
                if (fault == WireFault.REFUSED) {
                    world.refused(packageId);
                }
                yield protocol.outcome(manifest, digest, faulty(fault, null));
            }
            case UNREACHABLE ->
                new DeliveryOutcome.NotSent("connection refused; no byte of the package was sent", null);
            case LOST_BEFORE_EFFECT, LOST_AFTER_EFFECT, TIMED_OUT, DEATH_BEFORE_EFFECT, DEATH_AFTER_EFFECT ->
                new DeliveryOutcome.Unknown("connection broken after sending had begun (" + fault + ")");
        };
    }

    private WireAnswer faulty(WireFault fault, @Nullable WireAnswer answer) {
        return switch (fault) {
            case GARBLED ->
                new WireAnswer(201, null, null, null, "{\"receiptId\": \"R0".getBytes(StandardCharsets.UTF_8));
            case TOO_MANY, BUSY -> {
                world.quiet(RETRY_AFTER);
                yield new WireAnswer(
                        fault == WireFault.BUSY ? 503 : 429,
                        Long.toString(RETRY_AFTER.toSeconds()),
                        null,
                        null,
                        new byte[0]);
            }
            case REFUSED ->
                new WireAnswer(422, null, null, null, "{\"title\":\"no\"}".getBytes(StandardCharsets.UTF_8));
            case BROKEN_BEFORE_EFFECT, BROKEN_AFTER_EFFECT -> new WireAnswer(500, null, null, null, new byte[0]);
            default -> java.util.Objects.requireNonNull(answer);
        };
    }

    @Override
    public PackageKnowledge packageKnowledge(String packageId) {
        world.demand(world.powers.statusQuery(), "asked for package " + packageId + " though it cannot be asked");
        return asked(
                "GET package",
                protocol.packageKnowledge(packageId),
                answer -> protocol.readPackageKnowledge(packageId, answer));
    }

    @Override
    public FeedbackPage feedback(@Nullable String after) {
        WireRequest request = protocol.feedback(after, 5);
        return call(
                "GET feedback",
                () -> {
                    byte[] page = world.post.page(
                            request.query().get("after"),
                            Integer.parseInt(request.query().getOrDefault("limit", "5")),
                            world.night);
                    return new WireAnswer(200, null, null, null, page);
                },
                protocol::readFeedback);
    }

    @Override
    public Statement statement(LocalDate date) {
        return asked("GET statement", protocol.statement("TINY", date), answer -> protocol.readStatement(date, answer));
    }

    @Override
    public HoldingsPage holdings(LocalDate date, @Nullable String after) {
        return asked(
                "GET holdings",
                protocol.holdings("TINY", date, after, 5),
                answer -> protocol.readHoldings(date, answer));
    }

    @Override
    public String check() {
        return "in memory";
    }

    private <T> T asked(String call, WireRequest request, Function<WireAnswer, T> reader) {
        String query = request.queryString();
        String path = request.path() + (query.isEmpty() ? "" : "?" + query);
        return call(
                call,
                () -> answer(world.registry.answer(request.method(), path, request.headers(), new byte[0])),
                reader);
    }

    private <T> T call(String call, java.util.function.Supplier<WireAnswer> question, Function<WireAnswer, T> reader) {
        WireFault fault = begin(call);
        WireAnswer answer = fault.reaches() ? question.get() : null;
        end(fault, call);
        try {
            return switch (fault) {
                case NONE, GARBLED, TOO_MANY, BUSY, REFUSED, BROKEN_BEFORE_EFFECT, BROKEN_AFTER_EFFECT ->
                    reader.apply(fault == WireFault.NONE ? answer : unusable(fault));
                default -> throw new RegistryUnavailableException(call + ": no usable answer (" + fault + ")");
            };
        } catch (UnreadableAnswerException e) {
            throw new RegistryUnavailableException(call + ": " + e.getMessage(), e);
        }
    }

    private static WireAnswer unusable(WireFault fault) {
        return switch (fault) {
            case GARBLED -> new WireAnswer(200, null, null, null, "{\"state\": \"rec".getBytes(StandardCharsets.UTF_8));
            case TOO_MANY -> new WireAnswer(429, Long.toString(RETRY_AFTER.toSeconds()), null, null, new byte[0]);
            case BUSY -> new WireAnswer(503, Long.toString(RETRY_AFTER.toSeconds()), null, null, new byte[0]);
            case REFUSED -> new WireAnswer(403, null, null, null, new byte[0]);
            default -> new WireAnswer(500, null, null, null, new byte[0]);
        };
    }

    private WireFault begin(String call) {
        life.demand();
        hooks.before(call);
        life.demand();
        WireFault fault = budget.strike(dice);
        if (fault != WireFault.NONE) {
            world.trace.fault("wire " + fault, call);
        }
        if (fault == WireFault.DEATH_BEFORE_EFFECT) {
            throw life.end("before the effect of " + call);
        }
        return fault;
    }

    private void end(WireFault fault, String call) {
        if (fault == WireFault.DEATH_AFTER_EFFECT) {
            throw life.end("after the effect of " + call);
        }
    }

    private static WireAnswer answer(Reply reply) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(reply.headers());
        return new WireAnswer(
                reply.status(), headers.get("Retry-After"), headers.get("Date"), headers.get("Location"), reply.body());
    }
}
