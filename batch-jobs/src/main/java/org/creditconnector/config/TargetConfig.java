package org.creditconnector.config;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.registry.NarrowedProfile;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.wrapping.Wrapping;
import org.jspecify.annotations.Nullable;

/**
 * One target: an endpoint of a registry with a profile.
 *
 * @param name name of the target in commands and reports
 * @param profile folder under {@code registries/}
 * @param channel how packages travel
 * @param url base address; of the upload directory where the channel is a directory
 * @param token bearer token, by reference only
 * @param sources names of the sources it takes; empty for all
 * @param connectTimeout longest wait for a connection
 * @param answerTimeout longest wait for the next piece of an answer
 * @param callTimeout longest time of one call as a whole
 * @param keepConnections whether an HTTP connection is used again; null where that follows from its powers
 * @param allowPlainHttp whether http without TLS may leave this machine
 * @param files where files lie, for the channels {@code sftp} and {@code directory}; null for {@code http}
 * @param limits narrower package limits than the profile's
 * @param feedbackWait how long a run waits for feedback before it ends as pending
 * @param feedbackDeadline after this time without feedback a package is overdue
 * @param gate when a run stops before anything is sent
 * @param signOff whether a person signs each run before it is sent
 * @param withoutPowers what this registry cannot do although its profile can, and what its channel cannot
 * @param retries how often and how long what did not get through is sent again
 * @param settings what its profile wants to be told, by name
 * @param basic who we are at an HTTP registry that asks for a name and a password; null where a token is shown or nothing
 * @param wrapping what is done to a package before it travels
 * @param kafka which topics, for the channel {@code kafka}; null for others
 */
public record TargetConfig(
        String name,
        String profile,
        String channel,
        URI url,
        Secret token,
        List<String> sources,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration callTimeout,
        @Nullable Boolean keepConnections,
        boolean allowPlainHttp,
        @Nullable FileSettings files,
        PackageLimits limits,
        Duration feedbackWait,
        Duration feedbackDeadline,
        Gate gate,
        boolean signOff,
        Set<Power> withoutPowers,
        Retries retries,
        Map<String, String> settings,
        TargetEndpoint.@Nullable BasicLogin basic,
        Wrapping wrapping,
        @Nullable KafkaSettings kafka) {
    /** Keys and IVs of wrapped packages: chance is kept out of the connector and handed in. */
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Its kind of registry, with what it was told, without what was taken away.
     *
     * @throws IllegalArgumentException when there is no such profile, or it was told nonsense
     */
    public RegistryProfile profile(Registries registries) {
        return new NarrowedProfile(
                registries.profile(profile).configured(settings).over(channel), withoutPowers, wrapping, RANDOM);
    }

    /**
     * What it can do: its profile's powers without those that were taken away.
     *
     * @throws IllegalArgumentException as above
     */
    public Powers powers(Registries registries) {
        return profile(registries).powers();
    }

    /**
     * The endpoint that the connector talks to.
     *
     * @throws IllegalArgumentException as above, or for an address that nothing can be sent to
     */
    public TargetEndpoint endpoint(String lenderCode, Registries registries) {
        return new TargetEndpoint(
                name,
                profile,
                channel,
                url,
                lenderCode,
                !token.isEmpty() ? token::value : null,
                new TargetEndpoint.Timeouts(connectTimeout, connectTimeout, answerTimeout, answerTimeout, callTimeout),
                TargetEndpoint.Limits.DEFAULT,
                allowPlainHttp,
                files,
                settings,
                basic,
                new TargetEndpoint.Connections(limits.parallel(), keepsConnections(registries)),
                kafka);
    }

    /** A kept connection may have died unseen: unless asked for it is for registries that a lost answer is no matter for. */
    private boolean keepsConnections(Registries registries) {
        Powers powers = powers(registries);
        return keepConnections == null ? powers.idempotentById() || powers.statusQuery() : keepConnections;
    }

    /**
     * Package limits; null leaves the profile's.
     *
     * @param items most items
     * @param bytes most bytes of rendered items
     * @param perMinute most packages sent in a minute; null for as many as get through
     * @param parallel packages under way at once, 1 or more
     */
    public record PackageLimits(
            @Nullable Integer items,
            @Nullable Long bytes,
            @Nullable Integer perMinute,
            int parallel) {
        /** Limits that say nothing about how fast packages follow each other, which they do one by one. */
        public PackageLimits(@Nullable Integer items, @Nullable Long bytes) {
            this(items, bytes, null, 1);
        }
    }

    /**
     * When a run stops at the gate.
     *
     * @param heldPercent most accounts held, in percent of those extracted
     * @param volumePercent most deviation of accounts and of what they were lent or granted from the recent nights, in percent
     * @param recentNights how many reconciled nights are looked back
     * @param rowsPercent most rows an account that may be missing against the recent nights, in percent
     * @param fastPercent least time of reading an account, in percent of the recent nights'
     * @param leastAccounts accounts late or gone, or rows missing, before a share of them stops a run
     * @param changes what may change against the last run that was sent
     */
    public record Gate(
            int heldPercent,
            int volumePercent,
            int recentNights,
            int rowsPercent,
            int fastPercent,
            int leastAccounts,
            Changes changes) {}

    /**
     * What may change from the last run that was sent to this one before it stops.
     *
     * @param vanishedPercent most accounts gone that were not closed, in percent of those open before
     * @param latePercent most good customers that are late now, in percent
     * @param reopenedAccounts most closed accounts that are open again
     * @param currencyAccounts most accounts with another currency
     * @param jumpAccounts most accounts whose days past due rose by more than time
     * @param jumpDays days by which they may rise beyond the days that went by
     * @param mappingPercent most accounts that a changed source folder alone makes otherwise, in percent
     */
    public record Changes(
            int vanishedPercent,
            int latePercent,
            int reopenedAccounts,
            int currencyAccounts,
            int jumpAccounts,
            int jumpDays,
            int mappingPercent) {}

    /**
     * Limits of repeated sends.
     *
     * @param most repeated sends in one run, over all its packages
     * @param longestWait longest pause before one
     * @param giveUpAfter nothing is repeated later than this after a run began to send
     */
    public record Retries(int most, Duration longestWait, Duration giveUpAfter) {}
}
