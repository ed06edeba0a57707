package org.creditconnector.registry.baihang;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.HouseRules;
import org.creditconnector.registry.ItemId;
import org.creditconnector.registry.MonthEnds;
import org.creditconnector.registry.PackageNames;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.ProfileSetting;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.RegistryRule;
import org.creditconnector.registry.RegistryValue;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.baihang.BaihangPack.Layout;
import org.creditconnector.totals.ControlTotals;
import org.creditconnector.totals.RecordTotals;

/** The credit agency Baihang; facts and their sources are in {@code registries/baihang/spec.md}. */
public final class BaihangProfile implements RegistryProfile {
    /** Name of the profile and of its folder. */
    public static final String CODE = "baihang";

    /** By files: a name can be looked for; what the agency makes of one that comes twice is not known. */
    private static final Powers BY_FILE = new Powers(false, true, true, false, true, true, false, false);

    /** Record by record: the answer is the verdict, and nothing can be asked or told twice. */
    private static final Powers BY_RECORD = new Powers(false, false, true, false, true, true, false, false);

    private static final PackageLimits FILE = new PackageLimits(50_000, 64L << 20);
    private static final PackageLimits SINGLE = new PackageLimits(1, 1L << 20);
    private static final String LINE_END = "\r\n";

    private final BaihangSettings settings;
    private final boolean byRecord;
    private final BaihangPack pack;
    private final LoanDue loans;
    private final LimitDue limits;

    /** With the shipped pack, before a target has told it anything; by files. */
    public BaihangProfile() {
        this(BaihangSettings.NOT_TOLD, false);
    }

    private BaihangProfile(BaihangSettings settings, boolean byRecord) {
        this.settings = settings;
        this.byRecord = byRecord;
        this.pack = Shipped.PACK;
        this.loans = new LoanDue(settings, pack, Shipped.VALUES);
        this.limits = new LimitDue(pack, Shipped.VALUES);
    }

    private static final class Shipped {
        static final BaihangPack PACK = BaihangPack.shipped();
        static final LoanValues VALUES = new LoanValues(new CodeTables(CODE));
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Powers powers() {
        return byRecord ? BY_RECORD : BY_FILE;
    }

    @Override
    public List<ProfileSetting> settings() {
        return BaihangSettings.KNOWN;
    }

    @Override
    public RegistryProfile configured(Map<String, String> told) {
        return new BaihangProfile(BaihangSettings.of(told), byRecord);
    }

    @Override
    public RegistryProfile over(String channel) {
        return new BaihangProfile(settings, channel.equals(TargetEndpoint.HTTP));
    }

    @Override
    public Set<String> encipheredFields() {
        return byRecord ? pack.enciphered() : Set.of();
    }

    @Override
    public List<RegistryField> fields() {
        return pack.fields();
    }

    @Override
    public List<RegistryRule> rules() {
        return HouseRules.of(CODE);
    }

    @Override
    public List<RegistryValue> values(ReportItem item) {
        String kind = Tolds.FORM.decode(item.reportedState()).getKind();
        return RecordForm.read(item.bytes()).properties().stream()
                .map(field -> new RegistryValue(
                        kind,
                        "",
                        field.getKey(),
                        field.getValue().isNull() ? "" : field.getValue().asText()))
                .toList();
    }

    @Override
    public Map<String, String> settingsForLooking() {
        return Map.of("institution", "X", "legal-gates", "off", "history-months", "1");
    }

    @Override
    public boolean deletes() {
        return false;
    }

    @Override
    public String subject(String accountKey) {
        return "account:" + accountKey;
    }

    /** The agency deletes nothing: what is withdrawn is told no more, and what stands there stays in our books too. */
    @Override
    public Optional<List<DueItems.Due>> takenBack(String accountKey, SubjectHistory history, List<LocalDate> dates) {
        return Optional.of(List.of());
    }

    @Override
    public boolean comparesWithAllThatStands() {
        return true;
    }

    @Override
    public DueItems due(CreditRecord record, SubjectHistory history) {
        DueItems due = loans.due(record, history);
        due.findings()
                .forEach(finding -> finding.setAccountKey(record.getReport().getAccountKey()));
        return due;
    }

    @Override
    public ReportItem render(String target, String accountKey, DueItems.Due due) {
        return item(target, subject(accountKey), accountKey, due);
    }

    @Override
    public List<SubjectClaim> claims(CreditRecord record) {
        return limits.claims(record);
    }

    @Override
    public DueItems due(SubjectClaim claim, SubjectHistory history) {
        return limits.due(claim, history);
    }

    @Override
    public ReportItem render(String target, String accountKey, SubjectClaim claim, DueItems.Due due) {
        return item(target, claim.subject(), accountKey, due);
    }

    private static ReportItem item(String target, String subject, String accountKey, DueItems.Due due) {
        if (!(due.rendering() instanceof Drafted drafted)) {
            throw new IllegalArgumentException(
                    "a " + due.kind() + " of " + due.reportDate() + " that the profile did not find due itself");
        }
        String itemId = ItemId.of(target, subject, due.reportDate(), due.sequence(), due.kind());
        boolean added = drafted.recordId() == null;
        String recordId = added ? itemId.replace("-", "") : Objects.requireNonNull(drafted.recordId());
        Layout layout = drafted.layout();
        byte[] line = RecordForm.stamped(
                layout,
                drafted.line(),
                Map.of(RecordForm.RECORD_ID, recordId, RecordForm.OPERATION, added ? "A" : "M"));
        CreditRecord record = due.record();
        Told told = Told.newBuilder()
                .setKind(layout.kind())
                .setRecordId(recordId)
                .setReportDate(drafted.date())
                .setTerm(drafted.term())
                .setContent(drafted.content())
                .setFacts(drafted.facts())
                .build();
        return new ReportItem(
                itemId,
                subject,
                accountKey,
                due.kind(),
                due.reportDate(),
                due.sequence(),
                due.supersedes(),
                drafted.content(),
                record == null ? ControlTotals.ofUnreadable() : RecordTotals.of(record),
                Kinds.sendClass(layout),
                line,
                Tolds.FORM.encode(told));
    }

    @Override
    public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) throws IOException {
        String name = Objects.requireNonNull(manifest.getFileName(), "a package of this profile has a name");
        Layout layout = pack.layout(Kinds.ofName(name), manifest.getBusinessDate());
        String uploaded = LocalDateTime.ofInstant(
                        Instant.parse(Objects.requireNonNull(manifest.getCreatedAt())), settings.zone())
                .toString();
        // A time on the full minute would lose its seconds.
        String at = uploaded.length() == "2024-03-15T00:00".length() ? uploaded + ":00" : uploaded;
        if (!byRecord) {
            out.write((layout.section() + LINE_END).getBytes(StandardCharsets.UTF_8));
        }
        while (items.hasNext()) {
            out.write(RecordForm.stamped(layout, items.next(), Map.of(RecordForm.UPLOADED_AT, at)));
            if (!byRecord) {
                out.write(LINE_END.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public PackageLimits packageLimits() {
        return byRecord ? SINGLE : FILE;
    }

    @Override
    public List<LocalDate> calendarDates(LocalDate after, LocalDate until) {
        return MonthEnds.between(after, until);
    }

    @Override
    public Optional<PackageNames> names() {
        return Optional.of(new BaihangNames(settings, !byRecord));
    }

    @Override
    public Optional<HttpProtocol> http() {
        return Optional.of(new BaihangHttp(pack));
    }

    @Override
    public Optional<FileProtocol> files() {
        return Optional.of(new BaihangFiles(settings));
    }
}
