package org.creditconnector.simulation;

import java.nio.file.Path;
import java.time.LocalDate;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.SubmissionPackage;
import org.jspecify.annotations.Nullable;

/** A connection that does what another one does, but for what a planted bug changes. */
abstract class Changed implements RegistryConnection {
    private final RegistryConnection right;

    Changed(RegistryConnection right) {
        this.right = right;
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
        return right.deliver(manifest, file);
    }

    @Override
    public PackageKnowledge packageKnowledge(String packageId) {
        return right.packageKnowledge(packageId);
    }

    @Override
    public FeedbackPage feedback(@Nullable String after) {
        return right.feedback(after);
    }

    @Override
    public Statement statement(LocalDate date) {
        return right.statement(date);
    }

    @Override
    public HoldingsPage holdings(LocalDate date, @Nullable String after) {
        return right.holdings(date, after);
    }

    @Override
    public String check() {
        return right.check();
    }
}
