package org.creditconnector.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.RecordProtocol;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.record.CreditRecord;

/**
 * One kind of registry: decides from a record and what is on file which items are due, and renders them. Pure: no clock, no
 * randomness, no I/O besides the stream it is given. Thread-safe. A target is a configured endpoint with a profile.
 */
public interface RegistryProfile {
    /** Name of the profile and of its folder under {@code registries/}, e.g. {@code registry-api}. */
    String code();

    /** What it can do. */
    Powers powers();

    /** What a target must or may tell it; none where a kind of registry has nothing to ask. */
    default List<ProfileSetting> settings() {
        return List.of();
    }

    /**
     * The profile with what a target tells it.
     *
     * @param settings by name, of those that {@link #settings} names, all required ones among them
     * @throws IllegalArgumentException in one sentence that begins with the setting's name: what was got and expected
     */
    default RegistryProfile configured(Map<String, String> settings) {
        return this;
    }

    /**
     * The profile as it is spoken over a channel, for a kind of registry that can do other things over one than over another.
     *
     * @param channel as a target names it
     */
    default RegistryProfile over(String channel) {
        return this;
    }

    /** Tags of fields that may travel only when each is enciphered by itself; none where nothing or the whole package is. */
    default Set<String> encipheredFields() {
        return Set.of();
    }

    /** How subjects that are accounts begin, and no others. */
    String ACCOUNT = "account:";

    /**
     * Key of the account as a subject at this registry: {@link #ACCOUNT} and what it is called there, e.g. {@code account:52}. Where people
     * decide about other subjects too, {@code agreement:A1} is the subject itself ({@link #isSubject}).
     */
    String subject(String accountKey);

    /** Whether a key by which somebody decides names a subject other than an account: an agreement, or what secures one. */
    static boolean isSubject(String key) {
        return key.startsWith("agreement:") || key.startsWith("collateral:");
    }

    /**
     * Whether {@link #due} looks at every item that stands, and not at the newest alone: a registry that keeps each report date for
     * itself wants each of them corrected.
     */
    default boolean comparesWithAllThatStands() {
        return false;
    }

    /** Whether the registry deletes anything; where it does not, what was told stays there, and can at most be changed. */
    default boolean deletes() {
        return true;
    }

    /**
     * How a registry that deletes in a way of its own takes back what stands of an account, by the word of a person.
     *
     * @param accountKey account that is taken back
     * @param history what is on file, with nothing on its way
     * @param dates report dates that are taken back; empty for all, also of the past
     * @return empty where one deletion of each item that stands does it; else the items that are due, none where all is done
     */
    default Optional<List<DueItems.Due>> takenBack(String accountKey, SubjectHistory history, List<LocalDate> dates) {
        return Optional.empty();
    }

    /**
     * Subjects that the account was before its key changed, the newest first; empty where the registry knows no change of a key, and an
     * account under a new one is another.
     */
    default List<String> formerSubjects(CreditRecord record) {
        return List.of();
    }

    /** The same of a subject other than an account. */
    default List<String> formerSubjects(SubjectClaim claim) {
        return List.of();
    }

    /**
     * Which items are due, oldest first: every report date in (last on file, as-of], each with the state at that date.
     *
     * @param record the checked record as of its as-of date
     * @param history what is on file and on its way for {@code subject(record's account key)}, or, where nothing is on file for that, for
     *     a {@linkplain #formerSubjects(CreditRecord) former subject}
     */
    DueItems due(CreditRecord record, SubjectHistory history);

    /**
     * The first day on which {@link #due} may find something for an account whose rows stay the same and of which nothing is on its way
     * or was refused. Month ends need not be thought of: on them every account is looked at.
     *
     * @param record the checked record as of its as-of date
     * @return empty where every account is looked at each night, since what is told of one depends on others or on each day; a profile
     *     that says nothing is looked at whole
     */
    default Optional<LocalDate> nextLook(CreditRecord record) {
        return Optional.empty();
    }

    /** Whether {@link #nextLook} ever gives a day, so that a night may leave accounts out. */
    default boolean mayLeaveAccountsOut() {
        return false;
    }

    /**
     * Renders one due item.
     *
     * @param target name of the target, part of the item id
     * @param accountKey account the item belongs to
     */
    ReportItem render(String target, String accountKey, DueItems.Due due);

    /**
     * What a record says about subjects other than its account; empty where the registry knows of accounts only.
     *
     * @param record the checked record as of its as-of date
     * @return at most one claim about each subject, none about an account
     */
    default List<SubjectClaim> claims(CreditRecord record) {
        return List.of();
    }

    /**
     * Which items are due for a subject other than an account.
     *
     * @param claim what all accounts that speak of it tonight say of it, with its content
     * @param history what is on file and on its way for it
     */
    default DueItems due(SubjectClaim claim, SubjectHistory history) {
        throw new UnsupportedOperationException(code() + " makes no claims about " + claim.subject());
    }

    /**
     * Renders one due item of a subject other than an account.
     *
     * @param target name of the target, part of the item id
     * @param accountKey account that speaks of it
     */
    default ReportItem render(String target, String accountKey, SubjectClaim claim, DueItems.Due due) {
        throw new UnsupportedOperationException(code() + " makes no claims about " + claim.subject());
    }

    /**
     * Writes the package file, byte for byte the same for the same arguments.
     *
     * @param manifest id, sequence, totals, digest
     * @param items the items' bytes in order, as {@link ReportItem#bytes()}
     */
    void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out) throws IOException;

    /**
     * Limits of one package.
     *
     * @return items and bytes of rendered items a package may hold at most
     */
    PackageLimits packageLimits();

    /** Report dates that come by the calendar alone in (after, until], ascending; for {@code registry-api} the month ends. */
    List<LocalDate> calendarDates(LocalDate after, LocalDate until);

    /**
     * Whether a dispute is told to the registry with the record ({@code state.dispute}). Where it is not, a disputed account is not
     * reported at all until the dispute ends.
     */
    default boolean marksDisputes() {
        return false;
    }

    /**
     * The record that a rendered item tells.
     *
     * @param item as in {@link ReportItem#bytes()}
     * @return empty for a deletion, and where the registry's form does not hold the whole record
     */
    default Optional<CreditRecord> recordOf(byte[] item) {
        return Optional.empty();
    }

    /** How package files are named; empty where a package travels without a name of its own. */
    default Optional<PackageNames> names() {
        return Optional.empty();
    }

    /** How it is spoken to over HTTP; empty for a kind of registry that is reached by other channels only. */
    default Optional<HttpProtocol> http() {
        return Optional.empty();
    }

    /** How it is spoken to by files; empty for a kind of registry that has no file form. */
    default Optional<FileProtocol> files() {
        return Optional.empty();
    }

    /** How it is spoken to by records of a log; empty for a kind of registry that has no such form. */
    default Optional<RecordProtocol> records() {
        return Optional.empty();
    }

    /**
     * Whether it can be reached over a channel.
     *
     * @param target whom the sentence is about
     * @throws IllegalArgumentException for an unknown channel, or one over which the profile cannot be reached: one sentence
     */
    default void requireChannel(String target, String channel) {
        boolean served = switch (channel) {
            case TargetEndpoint.HTTP -> http().isPresent();
            case TargetEndpoint.SFTP, TargetEndpoint.DIRECTORY -> files().isPresent();
            case TargetEndpoint.KAFKA -> records().isPresent();
            default ->
                throw new IllegalArgumentException(
                        "target " + target + " channel: '" + channel + "', expected http, sftp, directory or kafka");
        };
        if (!served) {
            throw new IllegalArgumentException("target " + target + " channel: profile " + code()
                    + switch (channel) {
                        case TargetEndpoint.HTTP -> " is not spoken over http";
                        case TargetEndpoint.KAFKA -> " is not spoken over kafka";
                        default -> " has no file form";
                    }
                    + ", choose another channel");
        }
    }

    /**
     * Limits of one package.
     *
     * @param items most items
     * @param bytes most bytes of rendered items
     */
    record PackageLimits(int items, long bytes) {}

    /** The fields of the records that the profile reports, and what each is made from; empty where nobody wrote it down. */
    default List<RegistryField> fields() {
        return List.of();
    }

    /** The rules of the registry and those of the profile; empty where a registry receives the record itself and has none of its own. */
    default List<RegistryRule> rules() {
        return List.of();
    }

    /** What a rendered item tells, field by field; empty where the profile has no {@linkplain #fields() table of fields}. */
    default List<RegistryValue> values(ReportItem item) {
        return List.of();
    }

    /** Settings that let somebody look at what it would tell before a target is configured; nothing is ever sent by them. */
    default Map<String, String> settingsForLooking() {
        return Map.of();
    }
}
