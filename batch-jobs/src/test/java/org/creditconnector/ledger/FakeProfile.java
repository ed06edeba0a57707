package org.creditconnector.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.PackageNames;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.jspecify.annotations.Nullable;

/** A registry whose packages are text: a line for the manifest, then the items as they are. */
final class FakeProfile implements RegistryProfile {
    private final @Nullable PackageNames names;

    FakeProfile() {
        this(null);
    }

    /** One that takes files. */
    FakeProfile(@Nullable PackageNames names) {
        this.names = names;
    }

    @Override
    public boolean comparesWithAllThatStands() {
        return names != null;
    }

    @Override
    public Optional<PackageNames> names() {
        return Optional.ofNullable(names);
    }

    @Override
    public String code() {
        return "fake";
    }

    @Override
    public Powers powers() {
        return new Powers(true, true, true, true, true, true, true, true);
    }

    @Override
    public String subject(String accountKey) {
        return "account:" + accountKey;
    }

    @Override
    public DueItems due(CreditRecord record, SubjectHistory history) {
        throw new UnsupportedOperationException("the ledger never asks what is due");
    }

    @Override
    public ReportItem render(String target, String accountKey, DueItems.Due due) {
        throw new UnsupportedOperationException("the ledger never renders");
    }

    @Override
    public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) throws IOException {
        out.write(("package " + manifest.getPackageId() + " number " + manifest.getSequence() + " of "
                        + manifest.getItemCount() + " items\n")
                .getBytes(StandardCharsets.UTF_8));
        while (items.hasNext()) {
            out.write(items.next());
        }
    }

    @Override
    public PackageLimits packageLimits() {
        return new PackageLimits(3, 1_000_000);
    }

    @Override
    public List<LocalDate> calendarDates(LocalDate after, LocalDate until) {
        return List.of();
    }
}
