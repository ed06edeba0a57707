package org.creditconnector.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.RecordProtocol;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.wrapping.Wrapping;
import org.jspecify.annotations.Nullable;

/**
 * A profile as one target really is: with some powers taken away. What follows from a power for the items of an account is decided
 * here for every profile; what follows for sending, asking and comparing is decided by whoever reads {@link #powers()}.
 */
public final class NarrowedProfile implements RegistryProfile {
    /** Id of the finding that holds an account whose correction the target does not take. */
    public static final String NO_REPLACE = "TARGET-NO-REPLACE";

    private final RegistryProfile profile;
    private final Set<Power> taken;
    private final Powers powers;
    private final Wrapping wrapping;
    private final @Nullable SecureRandom random;

    /**
     * @param profile what the kind of registry can do
     * @param taken what this target cannot do
     */
    public NarrowedProfile(RegistryProfile profile, Set<Power> taken) {
        this(profile, taken, Wrapping.NONE, null);
    }

    /**
     * As above for a target whose packages are wrapped before they travel. Then the same package written twice has other bytes.
     *
     * @param random where session keys and IVs come from; null where nothing is wrapped
     */
    public NarrowedProfile(
            RegistryProfile profile, Set<Power> taken, Wrapping wrapping, @Nullable SecureRandom random) {
        this.profile = profile;
        this.taken = Set.copyOf(taken);
        this.powers = profile.powers().without(taken);
        this.wrapping = wrapping;
        this.random = random;
    }

    @Override
    public String code() {
        return profile.code();
    }

    @Override
    public Powers powers() {
        return powers;
    }

    @Override
    public List<RegistryField> fields() {
        return profile.fields();
    }

    @Override
    public List<RegistryRule> rules() {
        return profile.rules();
    }

    @Override
    public List<RegistryValue> values(ReportItem item) {
        return profile.values(item);
    }

    @Override
    public Map<String, String> settingsForLooking() {
        return profile.settingsForLooking();
    }

    @Override
    public String subject(String accountKey) {
        return profile.subject(accountKey);
    }

    @Override
    public boolean deletes() {
        return profile.deletes();
    }

    @Override
    public Optional<List<DueItems.Due>> takenBack(String accountKey, SubjectHistory history, List<LocalDate> dates) {
        return profile.takenBack(accountKey, history, dates);
    }

    @Override
    public List<String> formerSubjects(CreditRecord record) {
        return profile.formerSubjects(record);
    }

    @Override
    public List<String> formerSubjects(SubjectClaim claim) {
        return profile.formerSubjects(claim);
    }

    @Override
    public Optional<LocalDate> nextLook(CreditRecord record) {
        return profile.nextLook(record);
    }

    @Override
    public boolean mayLeaveAccountsOut() {
        return profile.mayLeaveAccountsOut();
    }

    @Override
    public boolean comparesWithAllThatStands() {
        return profile.comparesWithAllThatStands();
    }

    @Override
    public List<ProfileSetting> settings() {
        return profile.settings();
    }

    @Override
    public RegistryProfile configured(Map<String, String> settings) {
        return new NarrowedProfile(profile.configured(settings), taken, wrapping, random);
    }

    @Override
    public Set<String> encipheredFields() {
        return profile.encipheredFields();
    }

    @Override
    public RegistryProfile over(String channel) {
        return new NarrowedProfile(profile.over(channel), taken, wrapping, random);
    }

    @Override
    public DueItems due(CreditRecord record, SubjectHistory history) {
        DueItems due = profile.due(record, history);
        if (powers.replaces()) {
            return due;
        }
        return due.items().stream()
                .filter(item -> item.supersedes() != null)
                .findFirst()
                .map(item -> held(record, item))
                .orElse(due);
    }

    private static DueItems held(CreditRecord record, DueItems.Due item) {
        Finding finding = new Finding();
        finding.setRuleId(NO_REPLACE);
        finding.setSeverity(Severity.ERROR);
        finding.setOrigin(FindingOrigin.RULE);
        finding.setAccountKey(record.getReport().getAccountKey());
        finding.setPath("report.asOf");
        finding.setMessage("facts of " + item.reportDate() + " differ from item " + item.supersedes()
                + ", which the registry accepted; it takes no corrections, so nothing was sent;"
                + " correct it with the registry by its own way, the next report date goes as usual");
        return new DueItems(AccountVerdict.HELD, List.of(), List.of(finding));
    }

    @Override
    public ReportItem render(String target, String accountKey, DueItems.Due due) {
        return profile.render(target, accountKey, due);
    }

    @Override
    public List<SubjectClaim> claims(CreditRecord record) {
        return profile.claims(record);
    }

    @Override
    public DueItems due(SubjectClaim claim, SubjectHistory history) {
        return profile.due(claim, history);
    }

    @Override
    public ReportItem render(String target, String accountKey, SubjectClaim claim, DueItems.Due due) {
        return profile.render(target, accountKey, claim, due);
    }

    @Override
    public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) throws IOException {
        FileProtocol files = profile.files().orElse(null);
        if (wrapping.isEmpty()) {
            profile.writePackage(manifest, items, out);
            return;
        }
        String plainName = files == null ? manifest.getPackageId() : files.plainName(manifest);
        try (OutputStream wrapped = wrapping.wrap(plainName, Objects.requireNonNull(random, "random"), out)) {
            profile.writePackage(manifest, items, wrapped);
        }
    }

    @Override
    public PackageLimits packageLimits() {
        return profile.packageLimits();
    }

    @Override
    public List<LocalDate> calendarDates(LocalDate after, LocalDate until) {
        return profile.calendarDates(after, until);
    }

    @Override
    public boolean marksDisputes() {
        return profile.marksDisputes();
    }

    @Override
    public Optional<CreditRecord> recordOf(byte[] item) {
        return profile.recordOf(item);
    }

    @Override
    public Optional<PackageNames> names() {
        return profile.names();
    }

    @Override
    public Optional<HttpProtocol> http() {
        return profile.http();
    }

    @Override
    public Optional<FileProtocol> files() {
        return profile.files();
    }

    @Override
    public Optional<RecordProtocol> records() {
        return profile.records();
    }
}
