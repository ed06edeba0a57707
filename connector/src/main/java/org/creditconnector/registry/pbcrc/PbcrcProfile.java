package org.creditconnector.registry.pbcrc;

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
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.registry.Borrower;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.DueItems;
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
import org.creditconnector.registry.pbcrc.message.FileHeader;
import org.creditconnector.registry.pbcrc.message.FileName;
import org.creditconnector.registry.pbcrc.message.MessageFileWriter;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.MessageWriter;
import org.creditconnector.totals.ControlTotals;
import org.creditconnector.totals.RecordTotals;
import org.jspecify.annotations.Nullable;

/** The central bank's second-generation collection interface; facts and their sources are in {@code registries/pbcrc/spec.md}. */
public final class PbcrcProfile implements RegistryProfile {
    /** Name of the profile and of its folder. */
    public static final String CODE = "pbcrc";

    /** Answers by file; gives no totals and no listing of what it holds. */
    private static final Powers POWERS = new Powers(true, true, true, true, true, true, false, false);

    private static final PackageLimits LIMITS = new PackageLimits(50_000, 64L << 20);

    private final PbcrcSettings settings;
    private volatile @Nullable Workings workings;

    /** With the shipped pack, before a target has told it anything. */
    public PbcrcProfile() {
        this(PbcrcSettings.NOT_TOLD);
    }

    private PbcrcProfile(PbcrcSettings settings) {
        this.settings = settings;
    }

    /** Read once, and only where somebody reports to such a registry: the pack has thousands of rows. */
    private static final class Shipped {
        static final MessagePack PACK = MessagePack.shipped();
    }

    private record Workings(
            MessagePack pack,
            Gatekeeper gates,
            AccountDue persons,
            AccountDue enterprises,
            AccountDue guaranteesForPersons,
            AccountDue guaranteesForEnterprises,
            SubjectDue subjects,
            PbcrcFiles files) {
        static Workings of(PbcrcSettings settings, MessagePack pack) {
            CodeTables codes = new CodeTables(CODE);
            Gatekeeper gates = new Gatekeeper(pack, settings);
            return new Workings(
                    pack,
                    gates,
                    new AccountDue(settings, pack, told -> new PersonAccounts(told, codes), gates),
                    new AccountDue(settings, pack, told -> new EnterpriseAccounts(told, codes), gates),
                    new AccountDue(settings, pack, told -> new Guarantees(Guarantees.PERSONS, told, codes), gates),
                    new AccountDue(settings, pack, told -> new Guarantees(Guarantees.ENTERPRISES, told, codes), gates),
                    new SubjectDue(
                            pack,
                            new SubjectSegments(settings, codes),
                            new EnterpriseSubjects(settings, codes),
                            new CollateralSegments(settings, codes),
                            new DocumentSegments(settings, codes),
                            new ContractDue(settings, pack, gates),
                            gates),
                    new PbcrcFiles(settings, pack));
        }

        /** What borrowers of one kind owe is told in one kind of record. */
        AccountDue accounts(CreditRecord record) {
            Party borrower = Borrower.of(record);
            boolean enterprise = borrower != null && borrower.getKind() == PartyKind.ORGANISATION;
            if (record.getAccount().getKind() == AccountKind.GUARANTEE) {
                return enterprise ? guaranteesForEnterprises : guaranteesForPersons;
            }
            return enterprise ? enterprises : persons;
        }
    }

    /** Made when first needed; made twice by two threads they are the same. */
    private Workings workings() {
        Workings made = workings;
        if (made == null) {
            made = Workings.of(settings, Shipped.PACK);
            workings = made;
        }
        return made;
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
        return new PbcrcProfile(PbcrcSettings.of(told));
    }

    @Override
    public List<RegistryField> fields() {
        return MessageFields.of(workings().pack(), settings.template());
    }

    @Override
    public List<RegistryRule> rules() {
        return MessageRules.of(workings().pack());
    }

    @Override
    public List<RegistryValue> values(ReportItem item) {
        return MessageValues.of(workings().pack(), item.bytes());
    }

    @Override
    public Map<String, String> settingsForLooking() {
        return Map.of("provider", "X".repeat(14), "legal-gates", "off", "history-months", "1");
    }

    @Override
    public String subject(String accountKey) {
        return RegistryProfile.isSubject(accountKey) ? accountKey : ACCOUNT + accountKey;
    }

    @Override
    public Optional<List<DueItems.Due>> takenBack(String accountKey, SubjectHistory history, List<LocalDate> dates) {
        return Optional.of(new TakenBack(settings, workings().pack()).items(accountKey, history, dates));
    }

    @Override
    public List<String> formerSubjects(CreditRecord record) {
        return Renamed.former(ACCOUNT, record.getAccount().getFormerKeys());
    }

    @Override
    public List<String> formerSubjects(SubjectClaim claim) {
        return Claimed.former(claim);
    }

    @Override
    public boolean comparesWithAllThatStands() {
        return true;
    }

    @Override
    public DueItems due(CreditRecord record, SubjectHistory history) {
        DueItems due = workings().accounts(record).due(record, history);
        due.findings()
                .forEach(finding -> finding.setAccountKey(record.getReport().getAccountKey()));
        return due;
    }

    @Override
    public ReportItem render(String target, String accountKey, DueItems.Due due) {
        String line = line(due);
        return item(target, subject(accountKey), accountKey, due, line, Tolds.digest(line));
    }

    private static Drafted drafted(DueItems.Due due) {
        if (due.rendering() instanceof Drafted drafted) {
            return drafted;
        }
        throw new IllegalArgumentException(
                "a " + due.kind() + " of " + due.reportDate() + " that the profile did not find due itself");
    }

    private String line(DueItems.Due due) {
        return new MessageWriter(workings().pack()).line(drafted(due).message());
    }

    private ReportItem item(
            String target, String subject, String accountKey, DueItems.Due due, String line, String contentHash) {
        CreditRecord record = due.record();
        Drafted drafted = drafted(due);
        return new ReportItem(
                ItemId.of(target, subject, due.reportDate(), due.sequence(), due.kind()),
                subject,
                accountKey,
                due.kind(),
                due.reportDate(),
                due.sequence(),
                due.supersedes(),
                contentHash,
                record == null ? ControlTotals.ofUnreadable() : RecordTotals.of(record),
                SendClass.of(workings().gates().layout(drafted.message().record())),
                line.getBytes(StandardCharsets.UTF_8),
                Tolds.FORM.encode(drafted.told()));
    }

    @Override
    public List<SubjectClaim> claims(CreditRecord record) {
        return workings().subjects().claims(record);
    }

    @Override
    public DueItems due(SubjectClaim claim, SubjectHistory history) {
        return workings().subjects().due(claim, history);
    }

    @Override
    public ReportItem render(String target, String accountKey, SubjectClaim claim, DueItems.Due due) {
        // What is on file is compared by what was claimed, not by how the record was cut for sending.
        String line = line(due);
        boolean more = ContractDue.leavesMore(drafted(due).told());
        return item(target, claim.subject(), accountKey, due, line, more ? Tolds.digest(line) : claim.contentHash());
    }

    @Override
    public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) throws IOException {
        FileName name = FileName.parse(workings().files().fileName(manifest)).orElseThrow();
        Instant created = Instant.parse(Objects.requireNonNull(manifest.getCreatedAt()));
        FileHeader header = new FileHeader(
                name.record(),
                workings().pack().head().version(),
                workings().gates().template(name.record()),
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
        return MonthEnds.between(after, until);
    }

    @Override
    public Optional<PackageNames> names() {
        return Optional.of(workings().files());
    }

    @Override
    public Optional<FileProtocol> files() {
        return Optional.of(workings().files());
    }
}
