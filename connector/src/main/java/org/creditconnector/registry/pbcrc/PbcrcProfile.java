package org.creditconnector.registry.pbcrc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemId;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.PackageNames;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.ProfileSetting;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.pbcrc.message.FileHeader;
import org.creditconnector.registry.pbcrc.message.FileName;
import org.creditconnector.registry.pbcrc.message.MessageFileWriter;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.MessageWriter;
import org.creditconnector.totals.ControlTotals;
import org.creditconnector.totals.RecordTotals;

/** The central bank's second-generation collection interface; facts and their sources are in {@code registries/pbcrc/spec.md}. */
public final class PbcrcProfile implements RegistryProfile {
    /** Name of the profile and of its folder. */
    public static final String CODE = "pbcrc";

    /** Answers by file; gives no totals and no listing of what it holds. */
    private static final Powers POWERS = new Powers(true, true, true, true, true, true, false, false);

    private static final PackageLimits LIMITS = new PackageLimits(50_000, 64L << 20);

    private final PbcrcSettings settings;
    private final MessagePack pack;
    private final Gatekeeper gates;
    private final AccountDue accounts;
    private final SubjectDue subjects;
    private final PbcrcFiles files;

    /** With the shipped pack, before a target has told it anything. */
    public PbcrcProfile() {
        this(PbcrcSettings.NOT_TOLD, MessagePack.shipped());
    }

    private PbcrcProfile(PbcrcSettings settings, MessagePack pack) {
        CodeTables codes = new CodeTables();
        this.settings = settings;
        this.pack = pack;
        this.gates = new Gatekeeper(pack, settings);
        this.accounts = new AccountDue(settings, pack, codes, gates);
        this.subjects = new SubjectDue(pack, new SubjectSegments(settings, codes), gates);
        this.files = new PbcrcFiles(settings, pack);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Powers powers() {
        return POWERS;
    }

    @Override
    public List<ProfileSetting> settings() {
        return PbcrcSettings.KNOWN;
    }

    @Override
    public RegistryProfile configured(Map<String, String> told) {
        return new PbcrcProfile(PbcrcSettings.of(told), pack);
    }

    @Override
    public String subject(String accountKey) {
        return "account:" + accountKey;
    }

    @Override
    public boolean takesBackAccounts() {
        return false;
    }

    @Override
    public boolean comparesWithAllThatStands() {
        return true;
    }

    @Override
    public DueItems due(CreditRecord record, SubjectHistory history) {
        DueItems due = accounts.due(record, history);
        due.findings()
                .forEach(finding -> finding.setAccountKey(record.getReport().getAccountKey()));
        return due;
    }

    @Override
    public ReportItem render(String target, String accountKey, DueItems.Due due) {
        return item(target, subject(accountKey), accountKey, due, drafted(accountKey, due));
    }

    private static Drafted drafted(String accountKey, DueItems.Due due) {
        if (due.rendering() instanceof Drafted drafted) {
            return drafted;
        }
        throw new IllegalArgumentException("account " + accountKey + ": a " + due.kind() + " of " + due.reportDate()
                + " that the profile did not find due itself");
    }

    private ReportItem item(String target, String subject, String accountKey, DueItems.Due due, Drafted drafted) {
        CreditRecord record = due.record();
        boolean deletion = due.kind() == ItemKind.DELETION;
        String line = new MessageWriter(pack).line(drafted.message());
        return new ReportItem(
                ItemId.of(target, subject, due.reportDate(), due.sequence(), due.kind()),
                subject,
                accountKey,
                due.kind(),
                due.reportDate(),
                due.sequence(),
                due.supersedes(),
                deletion ? "" : Tolds.digest(line),
                record == null ? ControlTotals.ofUnreadable() : RecordTotals.of(record),
                SendClass.of(gates.layout(drafted.message().record())),
                line.getBytes(StandardCharsets.UTF_8),
                deletion ? new byte[0] : Tolds.encode(drafted.told()));
    }

    @Override
    public List<SubjectClaim> claims(CreditRecord record) {
        return subjects.claims(record);
    }

    @Override
    public DueItems due(SubjectClaim claim, SubjectHistory history) {
        return subjects.due(claim, history);
    }

    @Override
    public ReportItem render(String target, String accountKey, SubjectClaim claim, DueItems.Due due) {
        ReportItem item =
                item(target, claim.subject(), accountKey, due, (Drafted) Objects.requireNonNull(due.rendering()));
        // What is on file is compared by what was claimed, not by how the record was cut for sending.
        return new ReportItem(
                item.itemId(),
                item.subject(),
                item.accountKey(),
                item.kind(),
                item.reportDate(),
                item.sequence(),
                item.supersedes(),
                claim.contentHash(),
                item.totals(),
                item.sendClass(),
                item.bytes(),
                item.reportedState());
    }

    @Override
    public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) throws IOException {
        FileName name = FileName.parse(files.fileName(manifest)).orElseThrow();
        Instant created = Instant.parse(Objects.requireNonNull(manifest.getCreatedAt()));
        FileHeader header = new FileHeader(
                name.record(),
                pack.head().version(),
                gates.template(name.record()),
                settings.provider(),
                LocalDateTime.ofInstant(created, settings.zone()),
                manifest.getItemCount());
        try (MessageFileWriter file = new MessageFileWriter(out, header)) {
            while (items.hasNext()) {
                file.add(items.next());
            }
        }
    }

    @Override
    public PackageLimits packageLimits() {
        return LIMITS;
    }

    @Override
    public List<LocalDate> calendarDates(LocalDate after, LocalDate until) {
        List<LocalDate> ends = new ArrayList<>();
        for (YearMonth month = YearMonth.from(after);
                !month.atEndOfMonth().isAfter(until);
                month = month.plusMonths(1)) {
            if (month.atEndOfMonth().isAfter(after)) {
                ends.add(month.atEndOfMonth());
            }
        }
        return ends;
    }

    @Override
    public Optional<PackageNames> names() {
        return Optional.of(files);
    }

    @Override
    public Optional<FileProtocol> files() {
        return Optional.of(files);
    }
}
