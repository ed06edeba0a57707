package org.creditconnector.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.ProfileSetting;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlDocument;
import org.creditconnector.yaml.YamlMap;
import org.jspecify.annotations.Nullable;

/** Reads the configuration file as a whole: everything wrong in it is found in one pass, before anything runs. */
public final class ConfigFile {
    /** Drivers take credentials in their addresses; ours stand under their own keys, where they are not printed. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("[?;&](password|pwd|secret|sslpassword)=|://[^/@]*:[^/@]*@", Pattern.CASE_INSENSITIVE);

    private ConfigFile() {}

    /**
     * Reads and checks.
     *
     * @param file the file
     * @param home directory of everything the connector keeps on disk
     * @param environment value of an environment variable, null when it is not set
     * @throws InvalidDocumentException when the file is missing, unreadable or wrong: all problems at once
     */
    public static ConnectorConfig read(Path file, Path home, UnaryOperator<@Nullable String> environment) {
        return read(file, home, environment, Registries.shipped());
    }

    /** As above with other kinds of registries. */
    static ConnectorConfig read(
            Path file, Path home, UnaryOperator<@Nullable String> environment, Registries registries) {
        Problems problems = new Problems();
        String text = content(file, problems);
        YamlMap map = YamlDocument.read(file.toString(), text, problems);
        problems.throwIfAny();
        Path directory = file.toAbsolutePath().normalize().getParent();
        References references = new References(directory == null ? home : directory, environment);
        Values top = Values.read(map, ConfigKeys.TOP, references);
        map.finish();
        checkTogether(top, registries, directory == null ? home : directory);
        problems.throwIfAny();
        return ConfigBuilding.build(file.toAbsolutePath().normalize(), home, top);
    }

    private static String content(Path file, Problems problems) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            problems.add(
                    "CFG-FILE-MISSING",
                    file.toString(),
                    0,
                    0,
                    "",
                    "there is no configuration; write one there or name it with --config (an example is docs/credit-connector.example.yaml)");
        } catch (MalformedInputException e) {
            problems.add("CFG-FILE", file.toString(), 0, 0, "", "the file is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            problems.add("CFG-FILE", file.toString(), 0, 0, "", "the file cannot be read; check its permissions");
        }
        problems.throwIfAny();
        return "";
    }

    /** What only several keys together show. */
    private static void checkTogether(Values top, Registries registries, Path directory) {
        Values lender = top.find(ConfigKeys.LENDER);
        Values calendar = lender == null ? null : lender.find(ConfigKeys.CALENDAR);
        if (calendar != null) {
            checkCalendar(calendar);
        }
        Values store = top.find(ConfigKeys.STORE);
        if (store != null) {
            checkStore(store);
        }
        Values broker = top.find(BrokerKeys.BROKER);
        if (broker != null) {
            BrokerKeys.check(broker);
        }
        Map<String, Values> sources = top.find(ConfigKeys.SOURCES);
        Set<String> sourceNames = sources == null ? Set.of() : sources.keySet();
        if (sources != null) {
            sources.values().forEach(ConfigFile::checkSource);
        }
        Map<String, Values> targets = top.find(ConfigKeys.TARGETS);
        if (targets != null) {
            targets.forEach((name, target) -> {
                FileBuilding.check(name, target, registries, directory);
                checkTakes(target, sourceNames);
                checkPowers(target, registries, directory);
                checkParallel(target, registries);
                checkSettings(target, registries);
            });
        }
    }

    private static void checkCalendar(Values calendar) {
        Set<DayOfWeek> days = calendar.find(ConfigKeys.DAYS);
        if (days != null && days.isEmpty()) {
            calendar.problem(ConfigKeys.DAYS, "CFG-CALENDAR", "no weekday is reported; name at least one");
        }
        LocalTime cutOff = calendar.find(ConfigKeys.CUT_OFF);
        LocalTime deadline = calendar.find(ConfigKeys.DEADLINE);
        if (cutOff != null && deadline != null && !deadline.isAfter(cutOff)) {
            calendar.problem(
                    ConfigKeys.DEADLINE,
                    "CFG-CALENDAR",
                    "the deadline " + deadline + " is not after the cut-off " + cutOff
                            + "; both are on the following day");
        }
    }

    private static void checkStore(Values store) {
        String url = store.find(ConfigKeys.STORE_URL);
        if (url != null && !url.startsWith("jdbc:h2:file:") && !url.startsWith("jdbc:postgresql:")) {
            store.problem(
                    ConfigKeys.STORE_URL,
                    "CFG-STORE-URL",
                    "the store is an H2 file or PostgreSQL; begin the address with jdbc:h2:file: or jdbc:postgresql:");
        }
        if (url != null && url.startsWith("jdbc:postgresql:") && store.find(ConfigKeys.COPIES) != null) {
            store.problem(
                    ConfigKeys.COPIES,
                    "CFG-STORE-COPIES",
                    "only an H2 file is copied after each run; copy PostgreSQL by its own tools, and remove this key");
        }
        checkCredentials(store, ConfigKeys.STORE_URL);
    }

    private static void checkSource(Values source) {
        boolean url = source.find(ConfigKeys.SOURCE_URL) != null;
        Map<String, Values> files = source.find(ConfigKeys.FILES);
        boolean anyFile = files != null && !files.isEmpty();
        if (url && anyFile) {
            source.problem(
                    ConfigKeys.FILES, "CFG-SOURCE-ROWS", "a source has either url or files; remove one of the two");
        }
        if (!url && !anyFile) {
            source.problem(
                    ConfigKeys.SOURCE_URL,
                    "CFG-SOURCE-ROWS",
                    "the source has no rows; give the url of a database, or files");
        }
        checkCredentials(source, ConfigKeys.SOURCE_URL);
    }

    private static void checkCredentials(Values values, Key<String> address) {
        String url = values.find(address);
        if (url != null && CREDENTIALS.matcher(url).find()) {
            values.problem(
                    address,
                    "CFG-SECRET-LITERAL",
                    "the address holds a password; move it to the key password as ${env:NAME} or ${file:PATH}");
        }
    }

    /** A target may lack what its profile can do, but not the other way round. */
    private static void checkPowers(Values target, Registries registries, Path directory) {
        Values claimed = target.find(ConfigKeys.POWERS);
        String profile = target.find(ConfigKeys.PROFILE);
        if (claimed == null || profile == null || !registries.codes().contains(profile)) {
            return;
        }
        Set<Power> lacked = FileBuilding.lackedByChannel(target, directory);
        Channel channel = target.find(ConfigKeys.CHANNEL);
        RegistryProfile kind = registries.profile(profile);
        Powers powers =
                (channel == null ? kind : kind.over(channel.code())).powers().without(lacked);
        for (Power power : Power.values()) {
            Key<Boolean> key = ConfigKeys.EACH_POWER.get(power);
            if (key != null && Boolean.TRUE.equals(claimed.find(key)) && !powers.has(power)) {
                claimed.problem(
                        key,
                        "CFG-POWER",
                        (lacked.contains(power)
                                        ? "over this channel a registry does not have the power "
                                        : "registries of the profile " + profile + " do not have the power ")
                                + power.key() + "; remove the line: a target can only take powers away");
            }
        }
    }

    /** Packages side by side may arrive in any order, and the channels of files have one connection. */
    private static void checkParallel(Values target, Registries registries) {
        Values limits = target.find(ConfigKeys.LIMITS);
        if (limits == null) {
            return;
        }
        Integer parallel = limits.find(ConfigKeys.PARALLEL);
        String profile = target.find(ConfigKeys.PROFILE);
        Channel channel = target.find(ConfigKeys.CHANNEL);
        boolean several = parallel != null && parallel > 1;
        if (!several
                || channel == null
                || profile == null
                || !registries.codes().contains(profile)) {
            return;
        }
        if (channel != Channel.HTTP) {
            limits.problem(
                    ConfigKeys.PARALLEL,
                    "CFG-PARALLEL",
                    "over the channel " + channel.code() + " packages go one after the other; remove the line");
            return;
        }
        Values powers = target.find(ConfigKeys.POWERS);
        boolean anyOrder = powers != null && Boolean.FALSE.equals(powers.find(ConfigKeys.ORDERING));
        if (!anyOrder
                && registries.profile(profile).over(channel.code()).powers().ordered()) {
            limits.problem(
                    ConfigKeys.PARALLEL,
                    "CFG-PARALLEL",
                    "registries of the profile " + profile
                            + " take packages in sequence only, so that one goes after the other; remove the line, or say"
                            + " powers: {ordering: false} where this one takes any");
        }
    }

    private static void checkSettings(Values target, Registries registries) {
        Map<String, String> given = target.find(ConfigKeys.SETTINGS);
        String code = target.find(ConfigKeys.PROFILE);
        if (given == null || code == null || !registries.codes().contains(code)) {
            return;
        }
        RegistryProfile profile = registries.profile(code);
        Set<String> known =
                profile.settings().stream().map(ProfileSetting::name).collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                problems.add(
                        "the profile " + code + " has no setting \"" + name + "\"" + Suggestions.hint(name, known));
            }
        }
        for (ProfileSetting setting : profile.settings()) {
            if (setting.required() && !given.containsKey(setting.name())) {
                problems.add(
                        "the profile " + code + " needs the setting \"" + setting.name() + "\": " + setting.meaning());
            }
        }
        if (problems.isEmpty()) {
            try {
                profile.configured(given);
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        problems.forEach(problem -> target.problem(ConfigKeys.SETTINGS, "CFG-SETTING", problem));
    }

    private static void checkTakes(Values target, Set<String> sourceNames) {
        List<String> takes = target.find(ConfigKeys.TAKES);
        if (takes == null) {
            return;
        }
        for (String name : takes) {
            if (!sourceNames.contains(name)) {
                target.problem(
                        ConfigKeys.TAKES,
                        "CFG-SOURCE-UNKNOWN",
                        "there is no source \"" + name + "\"" + Suggestions.hint(name, sourceNames));
            }
        }
    }
}
