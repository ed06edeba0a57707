package org.creditconnector.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** The kinds of values that the configuration knows. */
final class Kinds {
    /** Names of sources and targets stand in run ids, addresses and file names, so they are plain. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    private static final Pattern TABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,62}");

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}) ?(KB|MB|GB)");

    /** Any text; {@code ${env:NAME}} in it is filled in. */
    static final Kind<String> TEXT =
            scalar(schemaOf("type", "string"), (value, references) -> references.expand(value));

    /** A secret, by reference only. */
    static final Kind<Secret> SECRET = scalar(
            schemaOf("type", "string", "pattern", "^\\$\\{(env|file):[^}]+\\}$"),
            (value, references) -> references.secret(value));

    /** A secret key, by reference only; a file must be closed to others. */
    static final Kind<Secret> PRIVATE = scalar(SECRET.schema(), (value, references) -> references.privateKey(value));

    static final Kind<Boolean> FLAG = scalar(schemaOf("type", "boolean"), (value, references) -> value.flag());

    static final Kind<LocalDate> DATE =
            scalar(schemaOf("type", "string", "format", "date"), (value, references) -> value.date());

    static final Kind<Duration> DURATION = scalar(
            schemaOf("type", "string", "pattern", "^[0-9]{1,9} ?(ms|s|m|h|d)$"),
            (value, references) -> value.duration());

    /** As databases take it for a query: whole seconds, at least one, at most a day. */
    static final Kind<Duration> QUERY_TIME =
            scalar(schemaOf("type", "string", "pattern", "^[0-9]{1,5} ?(s|m|h|d)$"), (value, references) -> {
                Duration duration = value.duration();
                if (duration == null) {
                    return null;
                }
                if (duration.toSeconds() < 1 || duration.compareTo(Duration.ofDays(1)) > 0) {
                    value.problem("YAML-VALUE", "expected from 1s to 1d, got \"" + value.raw() + "\"");
                    return null;
                }
                return Duration.ofSeconds(duration.toSeconds());
            });

    static final Kind<LocalTime> TIME = text(
            schemaOf("type", "string", "pattern", "^[0-2][0-9]:[0-5][0-9]$"),
            "a time of day such as 06:30",
            LocalTime::parse);

    static final Kind<ZoneId> ZONE =
            text(schemaOf("type", "string"), "a time zone such as Asia/Shanghai or Europe/Berlin", ZoneId::of);

    static final Kind<Charset> ENCODING =
            text(schemaOf("type", "string"), "an encoding such as UTF-8 or GB18030", Charset::forName);

    static final Kind<String> CHARACTER = text(
            schemaOf("type", "string", "minLength", 1, "maxLength", 2),
            "one character such as , or \\t",
            Kinds::character);

    static final Kind<Long> SIZE_IN_BYTES = text(
            schemaOf("type", "string", "pattern", "^[0-9]{1,9} ?(KB|MB|GB)$"),
            "a size such as 512KB or 64MB",
            Kinds::size);

    /** An HTTP address. */
    static final Kind<URI> HTTP_ADDRESS = text(
            schemaOf("type", "string", "format", "uri", "pattern", "^(https?://|\\$\\{env:)"),
            "an address such as https://registry.example/v1",
            text -> address(text, Set.of("http", "https")));

    /** An address of a registry: HTTP or SFTP. */
    static final Kind<URI> TARGET_ADDRESS = text(
            schemaOf("type", "string", "format", "uri", "pattern", "^(https?://|sftp://|\\$\\{env:)"),
            "an address such as https://registry.example/v1 or sftp://files.example/",
            text -> address(text, Set.of("http", "https", "sftp")));

    /** An address of a message broker. */
    static final Kind<URI> BROKER_ADDRESS = text(
            schemaOf("type", "string", "format", "uri", "pattern", "^(ssl://|tcp://|\\$\\{env:)"),
            "an address such as ssl://broker.example:61617",
            text -> {
                URI address = address(text, Set.of("ssl", "tcp"));
                if (address.getPort() < 0 || address.getRawQuery() != null) {
                    throw new IllegalArgumentException();
                }
                return address;
            });

    /** A JDBC address without credentials in it. */
    static final Kind<String> JDBC_ADDRESS = text(
            schemaOf("type", "string", "pattern", "^(jdbc:|\\$\\{env:)"),
            "a JDBC address that begins with jdbc:",
            text -> {
                if (!text.startsWith("jdbc:")) {
                    throw new IllegalArgumentException();
                }
                return text;
            });

    /** A path; a relative one starts at the configuration's directory. */
    static final Kind<Path> PATH = scalar(schemaOf("type", "string"), (value, references) -> {
        String text = references.expand(value);
        return text == null ? null : references.directory().resolve(text).normalize();
    });

    private Kinds() {}

    /** A whole number within limits. */
    static Kind<Integer> number(int least, int most) {
        return scalar(schemaOf("type", "integer", "minimum", least, "maximum", most), (value, references) -> {
            Long number = value.wholeNumber(least, most);
            return number == null ? null : number.intValue();
        });
    }

    /** One symbol of an enum in small letters with hyphens. */
    static <E extends Enum<E>> Kind<E> oneOf(Class<E> symbols) {
        List<String> spellings = Arrays.stream(symbols.getEnumConstants())
                .map(symbol -> symbol.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return scalar(schemaOf("type", "string", "enum", spellings), (value, references) -> value.oneOf(symbols));
    }

    /** A list of values. */
    static <T> Kind<List<T>> list(Kind<T> element) {
        return scalar(schemaOf("type", "array", "items", element.schema()), (value, references) -> {
            List<T> read = new ArrayList<>();
            for (YamlValue one : value.list()) {
                T single = element.read(one, references);
                if (single != null) {
                    read.add(single);
                }
            }
            return List.copyOf(read);
        });
    }

    /** A list without order and doubles. */
    static <T extends Comparable<T>> Kind<Set<T>> set(Kind<T> element) {
        Kind<List<T>> list = list(element);
        return scalar(
                schemaOf("type", "array", "items", element.schema(), "uniqueItems", true), (value, references) -> {
                    List<T> read = list.read(value, references);
                    return read == null ? null : new TreeSet<>(read);
                });
    }

    /** A map with the given keys. */
    static Kind<Values> section(Key<?>... keys) {
        return new Section(List.of(keys), null);
    }

    /** A map with the given keys, or only the value of the first key. */
    static Kind<Values> sectionOrFirst(Key<?>... keys) {
        return new Section(List.of(keys), keys[0]);
    }

    /** Whether a source or target may be called so. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A map whose keys are names that a person chose for sources or targets. */
    static <T> Kind<Map<String, T>> named(Kind<T> each) {
        return new Named<>(NAME, "small letters, digits and hyphens, at most 64", each);
    }

    /** A map whose keys are table names. */
    static <T> Kind<Map<String, T>> tables(Kind<T> each) {
        return new Named<>(TABLE, "letters, digits and underscores, beginning with a letter", each);
    }

    private static <T> Kind<T> scalar(
            Map<String, Object> schema, BiFunction<YamlValue, References, @Nullable T> reader) {
        return new Kind<>() {
            @Override
            public @Nullable T read(YamlValue value, References references) {
                return reader.apply(value, references);
            }

            @Override
            public Map<String, Object> schema() {
                return schema;
            }
        };
    }

    /** A text that a parser turns into something, or throws a runtime exception. */
    private static <T> Kind<T> text(Map<String, Object> schema, String expected, Function<String, T> parser) {
        return scalar(schema, (value, references) -> {
            String text = references.expand(value);
            if (text == null) {
                return null;
            }
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                // Somebody may have written credentials into an address.
                String got = text.replaceAll("//[^/]*@", "//***@");
                value.problem("CFG-VALUE", "expected " + expected + ", got \"" + got + "\"");
                return null;
            }
        });
    }

    /** Keys and values in the order given: the published schema is the same on every machine. */
    private static Map<String, Object> schemaOf(Object... keysAndValues) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            schema.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return schema;
    }

    private static String character(String text) {
        if (text.equals("\\t")) {
            return "\t";
        }
        if (text.length() != 1) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static long size(String text) {
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException();
        }
        long unit = switch (matcher.group(2)) {
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            default -> 1L << 30;
        };
        return Long.parseLong(matcher.group(1)) * unit;
    }

    private static URI address(String text, Set<String> schemes) {
        try {
            URI address = new URI(text);
            boolean known = address.getScheme() != null && schemes.contains(address.getScheme());
            if (!known || address.getHost() == null || address.getUserInfo() != null) {
                throw new IllegalArgumentException();
            }
            return address;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private record Section(List<Key<?>> keys, @Nullable Key<?> shorthand) implements Kind<Values> {
        @Override
        public @Nullable Values read(YamlValue value, References references) {
            if (shorthand != null && value.isText()) {
                return Values.read(shorthand, value, keys, references);
            }
            return value.isMap() || !value.isNothing() ? Values.read(value.map(), keys, references) : nothing(value);
        }

        private static @Nullable Values nothing(YamlValue value) {
            value.problem("CFG-VALUE", "nothing stands below this key; write its keys or remove it");
            return null;
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> section = ConfigSchema.object(keys);
            return shorthand == null
                    ? section
                    : schemaOf("anyOf", List.of(shorthand.kind().schema(), section));
        }
    }

    private record Named<T>(Pattern names, String expected, Kind<T> each) implements Kind<Map<String, T>> {
        @Override
        public Map<String, T> read(YamlValue value, References references) {
            Map<String, T> read = new LinkedHashMap<>();
            if (value.isNothing()) {
                return read;
            }
            YamlMap map = value.map();
            map.named().forEach((name, one) -> {
                if (!names.matcher(name).matches()) {
                    map.problemAtKey(name, "CFG-NAME", "\"" + name + "\" cannot be a name; use " + expected);
                }
                T single = each.read(one, references);
                if (single != null) {
                    read.put(name, single);
                }
            });
            return read;
        }

        @Override
        public List<Key<?>> keys() {
            return each.keys();
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            schema.put("propertyNames", schemaOf("pattern", "^" + names.pattern() + "$"));
            schema.put("additionalProperties", each.schema());
            return schema;
        }
    }
}
