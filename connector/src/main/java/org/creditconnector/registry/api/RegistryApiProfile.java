package org.creditconnector.registry.api;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.file.CodecFactory;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.RecordProtocol;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.history.NextChange;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemId;
import org.creditconnector.registry.MonthEnds;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.ProfileSetting;
import org.creditconnector.registry.RecordFacts;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.totals.ControlTotals;
import org.creditconnector.totals.RecordTotals;

/**
 * The registry of our published OpenAPI: Avro packages over HTTPS, as files, or as records of a log. Facts, due table and content hash are in
 * {@code registries/registry-api/spec.md}.
 */
public final class RegistryApiProfile implements RegistryProfile {
    /** Name of the profile and of its folder. */
    public static final String CODE = "registry-api";

    private static final Powers POWERS = new Powers(true, true, true, true, true, true, true, true);
    private static final String SEND_CLASS = "accounts";

    private final Settings settings;

    /** @param settings limits and packing */
    public RegistryApiProfile(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public List<ProfileSetting> settings() {
        return List.of(new ProfileSetting(
                "packing",
                false,
                "how the Avro container of a package is packed: deflate, zstandard or none, default deflate"));
    }

    @Override
    public RegistryProfile configured(Map<String, String> told) {
        String packing = told.getOrDefault("packing", settings.codec().word());
        return new RegistryApiProfile(new Settings(settings.limits(), Codec.of(packing.toLowerCase(Locale.ROOT))));
    }

    @Override
    public Powers powers() {
        return POWERS;
    }

    @Override
    public String subject(String accountKey) {
        return "account:" + accountKey;
    }

    /** What is told between month ends are the facts, and they have a digest: derived figures that grow by the day are not in it. */
    @Override
    public Optional<LocalDate> nextLook(CreditRecord record) {
        return Optional.of(NextChange.after(record));
    }

    @Override
    public boolean mayLeaveAccountsOut() {
        return true;
    }

    @Override
    public DueItems due(CreditRecord record, SubjectHistory history) {
        return DueRules.due(record, history);
    }

    @Override
    public ReportItem render(String target, String accountKey, DueItems.Due due) {
        String subject = subject(accountKey);
        String itemId = ItemId.of(target, subject, due.reportDate(), due.sequence(), due.kind());
        CreditRecord record = due.record();
        String contentHash =
                record == null ? "" : due.rendering() instanceof String hash ? hash : RecordFacts.digest(record);
        return new ReportItem(
                itemId,
                subject,
                accountKey,
                due.kind(),
                due.reportDate(),
                due.sequence(),
                due.supersedes(),
                contentHash,
                record == null ? ControlTotals.ofUnreadable() : RecordTotals.of(record),
                SEND_CLASS,
                RegistryItem.encode(itemId, subject, due),
                record == null ? new byte[0] : ReportedStates.encode(itemId, due, record, contentHash));
    }

    @Override
    public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) throws IOException {
        PackageFile.write(manifest, items, settings.codec().factory(), out);
    }

    @Override
    public PackageLimits packageLimits() {
        return settings.limits();
    }

    @Override
    public List<LocalDate> calendarDates(LocalDate after, LocalDate until) {
        return MonthEnds.between(after, until);
    }

    @Override
    public boolean marksDisputes() {
        return true;
    }

    @Override
    public Optional<CreditRecord> recordOf(byte[] item) {
        return RegistryItem.record(item);
    }

    @Override
    public Optional<HttpProtocol> http() {
        return Optional.of(new RegistryApiProtocol());
    }

    @Override
    public Optional<FileProtocol> files() {
        return Optional.of(new RegistryApiFiles());
    }

    @Override
    public Optional<RecordProtocol> records() {
        return Optional.of(new RegistryApiRecords());
    }

    /**
     * What is on file, from the bytes of an earlier night.
     *
     * @throws IllegalStateException when the bytes were written by no released schema
     */
    public static ReportedState decodeReportedState(byte[] bytes) {
        return ReportedStates.FORM.decode(bytes);
    }

    /**
     * What a target may set.
     *
     * @param limits of one package
     * @param codec how a package is packed
     */
    public record Settings(PackageLimits limits, Codec codec) {
        /** 5,000 items or 32 MiB, deflate. */
        public static final Settings DEFAULT = new Settings(new PackageLimits(5_000, 32L << 20), Codec.DEFLATE);
    }

    /** Ways of packing that the OpenAPI allows and that give the same bytes every time. */
    public enum Codec {
        /** Needs nothing besides the Java runtime. */
        DEFLATE,
        /** Four times as fast and a little smaller; the registry must be able to read it. */
        ZSTANDARD,
        /** Not packed, for looking at. */
        NONE;

        private CodecFactory factory() {
            return switch (this) {
                case DEFLATE -> CodecFactory.deflateCodec(1);
                case ZSTANDARD -> CodecFactory.zstandardCodec(1);
                case NONE -> CodecFactory.nullCodec();
            };
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Codec of(String word) {
            return Arrays.stream(values())
                    .filter(codec -> codec.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("packing: '" + word + "', expected "
                            + Arrays.stream(values()).map(Codec::word).collect(Collectors.joining(", "))));
        }
    }
}
