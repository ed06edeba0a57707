package org.creditconnector.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.SubmissionPackage;
import org.jspecify.annotations.Nullable;

/** A connection with faults, in the words in which a real one reports them. */
public final class FaultyRegistry implements RegistryConnection {
    /** Calls that may be struck. */
    public enum Call {
        DELIVER,
        PACKAGE_KNOWLEDGE,
        FEEDBACK,
        STATEMENT,
        HOLDINGS,
        CHECK
    }

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RegistryConnection real;
    private final Life life;
    private final Function<Call, WireFault> faults;

    /**
     * @param real where calls go
     * @param life of the process that calls
     * @param faults asked once for every call
     */
    public FaultyRegistry(RegistryConnection real, Life life, Function<Call, WireFault> faults) {
        this.real = real;
        this.life = life;
        this.faults = faults;
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
        WireFault fault = begin(Call.DELIVER);
        DeliveryOutcome outcome = fault.reaches() ? real.deliver(manifest, file) : null;
        end(fault, Call.DELIVER);
        return switch (fault) {
            case NONE -> outcome;
            case UNREACHABLE -> new DeliveryOutcome.NotSent("connection refused", null);
            case TOO_MANY, BUSY -> new DeliveryOutcome.NotSent(fault + "; nothing was taken in", RETRY_AFTER);
            case REFUSED -> new DeliveryOutcome.Refused("refused by a fault", "fault");
            default -> new DeliveryOutcome.Unknown(fault + "; whether the package was taken in is not known");
        };
    }

    @Override
    public PackageKnowledge packageKnowledge(String packageId) {
        return asked(Call.PACKAGE_KNOWLEDGE, () -> real.packageKnowledge(packageId));
    }

    @Override
    public PackageKnowledge packageKnowledge(SubmissionPackage manifest, String sha256) {
        return asked(Call.PACKAGE_KNOWLEDGE, () -> real.packageKnowledge(manifest, sha256));
    }

    @Override
    public boolean answersAtOnce() {
        return real.answersAtOnce();
    }

    @Override
    public FeedbackPage.Entry verdict(SubmissionPackage manifest, String receipt) {
        return real.verdict(manifest, receipt);
    }

    @Override
    public FeedbackPage feedback(@Nullable String after) {
        return asked(Call.FEEDBACK, () -> real.feedback(after));
    }

    @Override
    public Statement statement(LocalDate date) {
        return asked(Call.STATEMENT, () -> real.statement(date));
    }

    @Override
    public HoldingsPage holdings(LocalDate date, @Nullable String after) {
        return asked(Call.HOLDINGS, () -> real.holdings(date, after));
    }

    @Override
    public String check() {
        return asked(Call.CHECK, real::check);
    }

    private <T> T asked(Call call, Supplier<T> question) {
        WireFault fault = begin(call);
        T answer = fault.reaches() ? question.get() : null;
        end(fault, call);
        if (fault == WireFault.NONE) {
            return answer;
        }
        throw new RegistryUnavailableException(call + ": no usable answer, " + fault);
    }

    private WireFault begin(Call call) {
        life.demand();
        WireFault fault = faults.apply(call);
        if (fault == WireFault.DEATH_BEFORE_EFFECT) {
            throw life.end("before the effect of " + call);
        }
        return fault;
    }

    private void end(WireFault fault, Call call) {
        if (fault == WireFault.DEATH_AFTER_EFFECT) {
            throw life.end("after the effect of " + call);
        }
    }
}
