package org.creditconnector.faults;

import java.nio.file.Path;
import java.time.LocalDate;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RunEnd;
import org.creditconnector.delivery.SubmissionPackage;
import org.jspecify.annotations.Nullable;

/** The real way to a registry, for all that a subclass does not change. */
public abstract class ChangedWay implements RegistryConnection {
    /** The way that is changed. */
    protected final RegistryConnection real;

    protected ChangedWay(RegistryConnection real) {
        this.real = real;
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
        return real.deliver(manifest, file);
    }

    @Override
    public boolean isToldOfRunEnds() {
        return real.isToldOfRunEnds();
    }

    @Override
    public DeliveryOutcome endRun(RunEnd end, Runnable lastCheck) {
        return real.endRun(end, lastCheck);
    }

    @Override
    public PackageKnowledge packageKnowledge(String packageId) {
        return real.packageKnowledge(packageId);
    }

    @Override
    public FeedbackPage feedback(@Nullable String after) {
        return real.feedback(after);
    }

    @Override
    public Statement statement(LocalDate date) {
        return real.statement(date);
    }

    @Override
    public HoldingsPage holdings(LocalDate date, @Nullable String after) {
        return real.holdings(date, after);
    }

    @Override
    public String check() {
        return real.check();
    }
}
