package org.creditconnector.config;

import static org.creditconnector.config.ConfigKeys.*;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.creditconnector.config.ConnectorConfig.DiskConfig;
import org.creditconnector.config.ConnectorConfig.LogConfig;
import org.creditconnector.config.LenderConfig.CalendarConfig;
import org.creditconnector.config.SourceConfig.SourceFile;
import org.creditconnector.config.TargetConfig.Changes;
import org.creditconnector.config.TargetConfig.Gate;
import org.creditconnector.config.TargetConfig.PackageLimits;
import org.creditconnector.config.TargetConfig.Retries;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.registry.ChannelPowers;
import org.creditconnector.registry.Power;
import org.creditconnector.wrapping.Wrapping;
import org.jspecify.annotations.Nullable;

/** Makes the configuration's records out of values that were found to be right. */
final class ConfigBuilding {
    private ConfigBuilding() {}

    static ConnectorConfig build(Path file, Path home, Values top) {
        return new ConnectorConfig(
                file,
                home,
                lender(top.get(LENDER)),
                store(top.find(STORE), home),
                top.get(SOURCE_FOLDERS),
                each(top.get(SOURCES), ConfigBuilding::source),
                each(top.get(TARGETS), (name, target) -> target(name, target, file.resolveSibling(""))),
                notices(top.find(NOTIFY)),
                new DiskConfig(valueOr(top.find(DISK), LEAST_MEGABYTES)),
                log(top.find(LOG)),
                BrokerKeys.build(top.find(BrokerKeys.BROKER)));
    }

    private static LenderConfig lender(Values lender) {
        return new LenderConfig(
                lender.get(LENDER_CODE),
                lender.get(LENDER_NAME),
                lender.get(TIME_ZONE),
                calendar(lender.find(CALENDAR)));
    }

    private static CalendarConfig calendar(@Nullable Values calendar) {
        return new CalendarConfig(
                calendar == null ? null : calendar.find(HOLIDAYS),
                valueOr(calendar, DAYS),
                valueOr(calendar, CUT_OFF),
                valueOr(calendar, DEADLINE));
    }

    private static StoreConfig store(@Nullable Values store, Path home) {
        if (store == null) {
            return StoreConfig.embedded(home);
        }
        String url = store.find(STORE_URL);
        Values copies = store.find(COPIES);
        return new StoreConfig(
                url == null ? StoreConfig.embedded(home).url() : url,
                store.get(USER),
                store.get(PASSWORD),
                copies == null ? null : new StoreConfig.Copies(copies.get(COPIES_DIRECTORY), copies.get(COPIES_KEEP)));
    }

    private static SourceConfig source(String name, Values source) {
        Map<String, Values> files = source.find(FILES);
        Values delta = source.find(DELTA);
        return new SourceConfig(
                name,
                source.get(MAPPING),
                source.find(SOURCE_URL),
                source.get(USER),
                source.get(PASSWORD),
                files == null ? Map.of() : each(files, ConfigBuilding::file),
                source.get(RANGE_SIZE),
                source.get(PARTITIONS),
                source.get(QUERY_TIMEOUT),
                source.get(READ),
                source.find(AS_OF),
                new SourceConfig.Delta(valueOr(delta, OVERLAP), valueOr(delta, FULL_ABOVE), valueOr(delta, FULL_EVERY)),
                source.get(KEY_PREFIX));
    }

    private static SourceFile file(String table, Values file) {
        return new SourceFile(file.get(FILE_PATH), file.find(ENCODING), file.find(DELIMITER));
    }

    private static TargetConfig target(String name, Values target, Path directory) {
        Values limits = target.find(LIMITS);
        Values retries = target.find(RETRIES);
        FileSettings files = FileBuilding.settings(target, directory);
        KafkaSettings kafka = KafkaKeys.settings(target);
        Long bytes = limits == null ? null : limits.find(LIMIT_BYTES);
        return new TargetConfig(
                name,
                target.get(PROFILE),
                target.get(CHANNEL).code(),
                FileBuilding.address(target, directory),
                target.get(TOKEN),
                target.get(TAKES),
                target.get(CONNECT_TIMEOUT),
                target.get(ANSWER_TIMEOUT),
                target.get(CALL_TIMEOUT),
                target.find(KEEP_CONNECTIONS),
                target.get(ALLOW_PLAIN_HTTP),
                files,
                new PackageLimits(
                        limits == null ? null : limits.find(LIMIT_ITEMS),
                        bytes == null && kafka != null ? Long.valueOf(kafka.itemBytes()) : bytes,
                        limits == null ? null : limits.find(PER_MINUTE),
                        valueOr(limits, PARALLEL)),
                target.get(FEEDBACK_WAIT),
                target.get(FEEDBACK_DEADLINE),
                gate(target.find(GATE)),
                target.get(SIGN_OFF),
                withoutPowers(target, files, kafka),
                new Retries(
                        valueOr(retries, MOST_RETRIES),
                        valueOr(retries, LONGEST_WAIT),
                        valueOr(retries, GIVE_UP_AFTER)),
                target.get(SETTINGS),
                FileBuilding.basic(target),
                new Wrapping(target.get(FileKeys.WRAPPING)),
                kafka);
    }

    private static Set<Power> withoutPowers(
            Values target, @Nullable FileSettings files, @Nullable KafkaSettings kafka) {
        Set<Power> taken = EnumSet.noneOf(Power.class);
        taken.addAll(kafka == null ? ChannelPowers.lackedBy(files) : ChannelPowers.lackedBy(kafka));
        Values powers = target.find(POWERS);
        if (powers != null) {
            EACH_POWER.forEach((power, key) -> {
                if (Boolean.FALSE.equals(powers.find(key))) {
                    taken.add(power);
                }
            });
        }
        return Collections.unmodifiableSet(taken);
    }

    private static Gate gate(@Nullable Values gate) {
        Values changes = gate == null ? null : gate.find(CHANGES);
        return new Gate(
                valueOr(gate, HELD_PERCENT),
                valueOr(gate, VOLUME_PERCENT),
                valueOr(gate, RECENT_NIGHTS),
                valueOr(gate, ROWS_PERCENT),
                valueOr(gate, FAST_PERCENT),
                valueOr(gate, LEAST_ACCOUNTS),
                new Changes(
                        valueOr(changes, VANISHED_PERCENT),
                        valueOr(changes, LATE_PERCENT),
                        valueOr(changes, REOPENED_ACCOUNTS),
                        valueOr(changes, CURRENCY_ACCOUNTS),
                        valueOr(changes, JUMP_ACCOUNTS),
                        valueOr(changes, JUMP_DAYS),
                        valueOr(changes, MAPPING_PERCENT)));
    }

    private static NotifyConfig notices(@Nullable Values notify) {
        if (notify == null) {
            return new NotifyConfig(null, null, null);
        }
        Values mail = notify.find(MAIL);
        Values webhook = notify.find(WEBHOOK);
        Values program = notify.find(PROGRAM_HOOK);
        return new NotifyConfig(
                mail == null ? null : mail(mail),
                webhook == null
                        ? null
                        : new NotifyConfig.Webhook(
                                webhook.get(HOOK_URL), webhook.get(HOOK_SECRET), webhook.get(ON), webhook.get(TIMEOUT)),
                program == null
                        ? null
                        : new NotifyConfig.Command(program.get(PROGRAM), program.get(ON), program.get(TIMEOUT)));
    }

    private static NotifyConfig.Mail mail(Values mail) {
        return new NotifyConfig.Mail(
                mail.get(MAIL_HOST),
                mail.get(MAIL_PORT),
                mail.get(MAIL_TLS),
                mail.get(USER),
                mail.get(PASSWORD),
                mail.get(MAIL_FROM),
                mail.get(MAIL_TO),
                mail.get(ON),
                mail.get(TIMEOUT));
    }

    private static LogConfig log(@Nullable Values log) {
        return new LogConfig(valueOr(log, LEVEL).name(), valueOr(log, MEGABYTES), valueOr(log, LOG_DAYS));
    }

    /** A value of a section that may be absent as a whole. */
    private static <T> T valueOr(@Nullable Values section, Key<T> key) {
        if (section != null) {
            return section.get(key);
        }
        return java.util.Objects.requireNonNull(key.fallback(), key.name());
    }

    private static <T> Map<String, T> each(Map<String, Values> named, BiFunction<String, Values, T> build) {
        Map<String, T> built = new LinkedHashMap<>();
        named.forEach((name, values) -> built.put(name, build.apply(name, values)));
        return Collections.unmodifiableMap(built);
    }
}
