package org.creditconnector.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code ${env:NAME}} and {@code ${file:PATH}}.
 *
 * @param directory where relative paths start
 * @param environment value of an environment variable, null when it is not set
 */
record References(Path directory, UnaryOperator<@Nullable String> environment) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z]+):([^}]+)}");

    private static final Set<PosixFilePermission> OWN = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** A text with its {@code ${env:NAME}} filled in; null with a noted problem when one is not set. */
    @Nullable String expand(YamlValue value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (reference.find()) {
            if (!reference.group(1).equals("env")) {
                value.problemAt(
                        reference.start(),
                        "CFG-REFERENCE",
                        "\"" + reference.group() + "\" cannot stand here; only ${env:NAME} can");
                return null;
            }
            String filled = variable(reference.group(2), value);
            if (filled == null) {
                return null;
            }
            reference.appendReplacement(expanded, Matcher.quoteReplacement(filled));
        }
        return reference.appendTail(expanded).toString();
    }

    /** A secret behind a reference; a literal is refused without repeating it. */
    @Nullable Secret secret(YamlValue value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            value.problem(
                    "CFG-SECRET-LITERAL",
                    "a secret must not stand in the file; write ${env:NAME} or ${file:PATH} and put it there");
            return null;
        }
        String place = reference.group(2);
        return switch (reference.group(1)) {
            case "env" -> {
                String filled = variable(place, value);
                yield filled == null ? null : new Secret(filled);
            }
            case "file" -> file(place, value);
            default -> {
                value.problem(
                        "CFG-REFERENCE",
                        "\"" + reference.group(1)
                                + "\" is no place for secrets; known are ${env:NAME} and ${file:PATH}");
                yield null;
            }
        };
    }

    /** A secret key behind a reference; a file that others may read is refused, because a key that was read cannot be called back. */
    @Nullable Secret privateKey(YamlValue value) {
        Matcher reference = REFERENCE.matcher(value.raw());
        if (reference.matches() && reference.group(1).equals("file")) {
            Path file = directory.resolve(reference.group(2));
            try {
                Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
                open.removeAll(OWN);
                if (!open.isEmpty()) {
                    value.problem(
                            "CFG-REFERENCE",
                            "the file " + file + " holds a key and is open to others; chmod 600 " + file);
                    return null;
                }
            } catch (UnsupportedOperationException e) {
                // A file system without such permissions; its own way of keeping others out is not known here.
                return secret(value);
            } catch (IOException e) {
                value.problem("CFG-REFERENCE", "the file " + file + " cannot be read; create it with mode 0600");
                return null;
            }
        }
        return secret(value);
    }

    private @Nullable String variable(String name, YamlValue value) {
        String filled = environment.apply(name);
        if (filled == null) {
            value.problem("CFG-REFERENCE", "the environment variable " + name + " is not set; set it for this process");
        }
        return filled;
    }

    private @Nullable Secret file(String place, YamlValue value) {
        Path file = directory.resolve(place);
        try {
            return new Secret(Files.readString(file).strip());
        } catch (IOException e) {
            value.problem("CFG-REFERENCE", "the file " + file + " cannot be read; create it with mode 0600");
            return null;
        }
    }
}
