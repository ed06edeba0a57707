package org.creditconnector.config;

import static org.creditconnector.config.FileKeys.*;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.registry.ChannelPowers;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.wrapping.Wrapping;
import org.creditconnector.wrapping.WrappingStep;
import org.jspecify.annotations.Nullable;

/** Where a target is: checks what only several of its keys together show, and makes its settings. */
final class FileBuilding {
    private FileBuilding() {}

    /** Notes what is missing, too much or wrong for the target's channel. */
    static void check(String name, Values target, Registries registries, Path directory) {
        Channel channel = target.find(ConfigKeys.CHANNEL);
        if (channel == null || !Kinds.isName(name)) {
            return;
        }
        boolean complete =
                needs(target, ConfigKeys.TARGET_URL, channel, channel == Channel.HTTP || channel == Channel.SFTP)
                        & needs(target, FILES, channel, channel == Channel.SFTP || channel == Channel.DIRECTORY)
                        & needs(target, LOGIN, channel, channel == Channel.SFTP)
                        & needs(target, KafkaKeys.KAFKA, channel, channel == Channel.KAFKA);
        checkHttp(target, channel);
        if (channel == Channel.KAFKA) {
            KafkaKeys.check(target);
            needs(target, ConfigKeys.TOKEN, channel, false);
        }
        String profile = target.find(ConfigKeys.PROFILE);
        if (profile != null && registries.codes().contains(profile)) {
            try {
                registries.profile(profile).requireChannel(name, channel.code());
                checkEnciphered(target, registries.profile(profile).over(channel.code()));
            } catch (IllegalArgumentException e) {
                target.problem(ConfigKeys.CHANNEL, "CFG-TARGET", String.valueOf(e.getMessage()));
            }
        }
        if (complete && channel != Channel.KAFKA) {
            checkEndpoint(name, target, channel, directory);
        }
    }

    /** What names a person must not leave in plain because somebody forgot a line. */
    private static void checkEnciphered(Values target, RegistryProfile profile) {
        List<WrappingStep> steps = target.find(WRAPPING);
        Set<String> plain = new TreeSet<>(profile.encipheredFields());
        if (steps != null) {
            plain.removeAll(new Wrapping(steps).encipheredFields());
        }
        if (!plain.isEmpty()) {
            target.problem(
                    WRAPPING,
                    "CFG-WRAPPING",
                    "over this channel the fields " + String.join(", ", plain)
                            + " travel enciphered only; name them in a step rsa-fields");
        }
    }

    /** Over HTTP and Kafka the form of a package is the registry's, and a password is none of a file server's. */
    private static void checkHttp(Values target, Channel channel) {
        List<WrappingStep> steps = target.find(WRAPPING);
        if ((channel == Channel.HTTP || channel == Channel.KAFKA) && steps != null) {
            List<String> changing = new Wrapping(steps).stepsThatChangeTheForm();
            if (!changing.isEmpty()) {
                target.problem(
                        WRAPPING,
                        "CFG-TARGET",
                        "packages are not wrapped over the channel " + channel.code() + " by "
                                + String.join(", ", changing) + "; remove it");
            }
        }
        if (target.has(BASIC) && channel != Channel.HTTP) {
            target.problem(
                    BASIC,
                    "CFG-TARGET",
                    "the channel " + channel.code() + " has no \"basic\"; "
                            + (channel == Channel.KAFKA ? "write user and password under kafka" : "write \"login\""));
        } else if (target.has(BASIC)) {
            try {
                TargetEndpoint.BasicLogin login = basic(target);
                if (login != null && target.has(ConfigKeys.TOKEN)) {
                    target.problem(
                            BASIC, "CFG-TARGET", "both a token and a login, expected one of them; ask the registry");
                }
            } catch (IllegalArgumentException e) {
                target.problem(BASIC, "CFG-TARGET", String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * Who we are at an HTTP registry that asks for a name and a password; null where it was not said or not read.
     *
     * @throws IllegalArgumentException in one sentence
     */
    static TargetEndpoint.@Nullable BasicLogin basic(Values target) {
        Values login = target.find(BASIC);
        String user = login == null ? null : login.find(LOGIN_USER);
        Secret password = login == null ? null : login.find(ConfigKeys.PASSWORD);
        return user == null || password == null ? null : new TargetEndpoint.BasicLogin(user, password::value);
    }

    /** A key that is there where the channel needs it, and only there. */
    private static boolean needs(Values target, Key<?> key, Channel channel, boolean needed) {
        if (needed == target.has(key)) {
            return true;
        }
        if (needed) {
            target.problem(
                    key,
                    "CFG-KEY-MISSING",
                    "the key \"" + key.name() + "\" is missing for the channel " + channel.code() + ": " + key.doc());
        } else {
            target.problem(
                    key,
                    "CFG-TARGET",
                    "the channel " + channel.code() + " has no \"" + key.name() + "\"; remove the key");
        }
        return false;
    }

    /** The endpoint's own rules: TLS beyond this machine, no credentials or query in the address, host keys, suffixes. */
    private static void checkEndpoint(String name, Values target, Channel channel, Path directory) {
        Boolean plain = target.find(ConfigKeys.ALLOW_PLAIN_HTTP);
        if (plain == null || (channel != Channel.DIRECTORY && target.find(ConfigKeys.TARGET_URL) == null)) {
            return;
        }
        FileSettings settings;
        try {
            settings = isReadable(target, channel) ? settings(target, directory) : null;
        } catch (IllegalArgumentException e) {
            target.problem(channel == Channel.SFTP ? LOGIN : FILES, "CFG-TARGET", String.valueOf(e.getMessage()));
            return;
        }
        if (settings != null && settings.feedback() != null) {
            for (String step : settings.wrapping().oneWaySteps()) {
                target.problem(
                        WRAPPING,
                        "CFG-WRAPPING",
                        "the step " + step
                                + " lacks the key by which it is undone, so that feedback cannot be read; add "
                                + (step.equals("sm2") ? "public-key" : "private-key")
                                + ", or remove feedback from files");
            }
        }
        if (channel != Channel.HTTP && settings == null) {
            return;
        }
        try {
            new TargetEndpoint(
                    name,
                    "",
                    channel.code(),
                    address(target, directory),
                    "",
                    null,
                    TargetEndpoint.Timeouts.DEFAULT,
                    TargetEndpoint.Limits.DEFAULT,
                    plain,
                    settings);
        } catch (IllegalArgumentException e) {
            target.problem(ConfigKeys.TARGET_URL, "CFG-TARGET", String.valueOf(e.getMessage()));
        }
    }

    /** Whether all that the settings are made of was read; what was not has its problem already. */
    private static boolean isReadable(Values target, Channel channel) {
        Values files = target.find(FILES);
        Values login = target.find(LOGIN);
        boolean filesRead = files != null
                && files.find(UPLOAD) != null
                && files.find(TEMPORARY_SUFFIX) != null
                && files.find(PROOF) != null
                && target.find(WRAPPING) != null;
        boolean loginRead = login != null
                && login.find(LOGIN_USER) != null
                && login.find(ConfigKeys.PASSWORD) != null
                && login.find(PRIVATE_KEY) != null
                && login.find(KEY_PASSWORD) != null
                && login.find(HOST_KEY) != null;
        return filesRead && (channel != Channel.SFTP || loginRead);
    }

    /** What the channel takes away; nothing while its settings cannot be read. */
    static Set<Power> lackedByChannel(Values target, Path directory) {
        Channel channel = target.find(ConfigKeys.CHANNEL);
        if (channel == Channel.KAFKA) {
            return KafkaKeys.lacked(target);
        }
        if (channel == null || channel == Channel.HTTP || !isReadable(target, channel)) {
            return Set.of();
        }
        try {
            return ChannelPowers.lackedBy(settings(target, directory));
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    /**
     * The settings of a channel of files; null for {@code http}.
     *
     * @throws IllegalArgumentException in one sentence
     */
    static @Nullable FileSettings settings(Values target, Path directory) {
        Values files = target.find(FILES);
        Channel channel = target.get(ConfigKeys.CHANNEL);
        if (files == null || channel == Channel.HTTP || channel == Channel.KAFKA) {
            return null;
        }
        Values login = target.find(LOGIN);
        return new FileSettings(
                path(target, files.get(UPLOAD), directory),
                pathOrNull(target, files.find(TAKEN), directory),
                pathOrNull(target, files.find(FEEDBACK_FILES), directory),
                files.get(TEMPORARY_SUFFIX),
                files.find(MARKER),
                files.find(FEEDBACK_MARKER),
                files.get(PROOF),
                login == null
                        ? null
                        : new FileSettings.Login(
                                login.get(LOGIN_USER),
                                supplier(login.get(ConfigKeys.PASSWORD)),
                                supplier(login.get(PRIVATE_KEY)),
                                supplier(login.get(KEY_PASSWORD)),
                                login.get(HOST_KEY)),
                new Wrapping(target.get(WRAPPING)));
    }

    /** The address as configured, or that of the upload directory or the packages topic. */
    static URI address(Values target, Path directory) {
        KafkaSettings kafka = KafkaKeys.settings(target);
        if (kafka != null) {
            return kafka.address();
        }
        if (target.get(ConfigKeys.CHANNEL) != Channel.DIRECTORY) {
            return target.get(ConfigKeys.TARGET_URL);
        }
        Values files = Objects.requireNonNull(target.find(FILES), "files");
        return Path.of(path(target, files.get(UPLOAD), directory)).toUri();
    }

    private static @Nullable Supplier<String> supplier(Secret secret) {
        return secret.isEmpty() ? null : secret::value;
    }

    private static @Nullable String pathOrNull(Values target, @Nullable String path, Path directory) {
        return path == null ? null : path(target, path, directory);
    }

    /** A path of this machine starts at the configuration's directory; one of a server is the server's affair. */
    private static String path(Values target, String path, Path directory) {
        return target.get(ConfigKeys.CHANNEL) == Channel.DIRECTORY
                ? directory.resolve(path).toAbsolutePath().normalize().toString()
                : path.replaceAll("(?<=.)/+$", "");
    }
}
