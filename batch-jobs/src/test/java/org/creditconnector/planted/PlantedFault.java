package org.creditconnector.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of {@code faults.table}: a valid case and how it is broken. The table says what its words mean.
 *
 * @param fault in plain words
 * @param base name of the valid case
 * @param how its breaks, in the order in which they are done
 * @param code what both sides must tell
 */
record PlantedFault(String fault, String base, List<String> how, String code) {
    static final String PROVIDER = "Z99999999H0001";
    private static final Path FOLDER = Path.of("src/test/resources/pbcrc-faults");
    private static final Pattern TYPE = Pattern.compile("<InfRecType>(\\d{3})");
    private static final Pattern SET = Pattern.compile("(\\w+)(?:\\[(\\d)])? = ?(.*)");
    private static final Pattern ADD = Pattern.compile("(\\w+) \\+= (.+)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");
    private static final Set<String> WITH_TEMPLATE = Set.of("110", "310");

    /** A file as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // A file is handed on, never compared.
    record Sent(String name, byte[] content) {}

    /** All rows. */
    static List<PlantedFault> all() {
        return lines(FOLDER.resolve("faults.table")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(PlantedFault::row)
                .toList();
    }

    /** Names of all valid cases. */
    static List<String> bases() {
        return all().stream().map(PlantedFault::base).distinct().sorted().toList();
    }

    private static PlantedFault row(String line) {
        String[] cells = line.split("\\s+\\|\\s+", -1);
        return new PlantedFault(
                cells[0].strip(),
                cells[1].strip(),
                Arrays.stream(cells[2].split(" ; ", -1)).map(String::strip).toList(),
                cells[3].strip());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a valid case, a record in each. */
    static List<Sent> valid(String base) {
        return new PlantedFault("", base, List.of(), "").files();
    }

    /** The files of the case, the last one broken. */
    List<Sent> files() {
        List<String> records = lines(FOLDER.resolve(base + ".xml")).stream()
                .filter(line -> !line.isBlank())
                .toList();
        List<Sent> files = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            boolean last = i == records.size() - 1;
            files.add(last ? broken(i + 1, records.get(i)) : file(i + 1, type(records.get(i)), records.get(i)));
        }
        return files;
    }

    private static String type(String record) {
        Matcher type = TYPE.matcher(record);
        if (!type.find()) {
            throw new IllegalStateException("a valid record without its type: " + record);
        }
        return type.group(1);
    }

    private static String name(int serial, String type) {
        return PROVIDER + "20240901" + type + "0" + String.format(Locale.ROOT, "%03d", serial) + "0.txt";
    }

    private static String header(String type, int records) {
        return "A050" + type + "2.0.0" + (WITH_TEMPLATE.contains(type) ? "10" : "  ") + PROVIDER + "20240901010000"
                + "0" + String.format(Locale.ROOT, "%07d", records);
    }

    /** A file of one record. */
    static Sent file(int serial, String type, String record) {
        return new Sent(name(serial, type), (header(type, 1) + "\r\n" + record).getBytes(StandardCharsets.UTF_8));
    }

    private Sent broken(int serial, String record) {
        String type = type(record);
        String name = name(serial, type);
        String line = record;
        boolean twice = how.contains("line twice");
        String header = header(type, twice ? 2 : 1);
        Charset charset = StandardCharsets.UTF_8;
        List<String> wholes = new ArrayList<>();
        for (String one : how) {
            if (one.startsWith("name ")) {
                name = replaced(name, one);
            } else if (one.startsWith("header ")) {
                header = replaced(header, one);
            } else if (one.startsWith("file ")) {
                wholes.add(one);
            } else if (one.startsWith("bytes ")) {
                charset = Charset.forName(one.substring("bytes ".length()));
            } else if (!one.equals("line twice")) {
                line = brokenLine(line, one);
            }
        }
        String text = header + "\r\n" + line + (twice ? "\r\n" + line : "");
        for (String whole : wholes) {
            text = replaced(text, whole);
        }
        return new Sent(name, text.getBytes(charset));
    }

    private static String replaced(String text, String how) {
        String[] sides = how.substring(how.indexOf(' ') + 1).split("->", 2);
        return changed(text, unescaped(kept(sides[0])), unescaped(kept(sides[1])), how);
    }

    /** A side of an arrow without the space beside the arrow; other spaces count. */
    private static String kept(String side) {
        return side.startsWith(" ")
                ? side.substring(1)
                : side.endsWith(" ") ? side.substring(0, side.length() - 1) : side;
    }

    private static String changed(String text, String from, String to, String how) {
        String changed = text.replace(from, to);
        if (changed.equals(text)) {
            throw new IllegalStateException("nothing is broken by: " + how);
        }
        return changed;
    }

    private static String unescaped(String text) {
        String simple = text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
        return ESCAPE.matcher(simple)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    private static String brokenLine(String line, String how) {
        Matcher set = SET.matcher(how);
        Matcher add = ADD.matcher(how);
        if (how.startsWith("line ")) {
            return replaced(line, how);
        }
        if (how.matches("(no|twice|blank) \\w+")) {
            String tag = how.substring(how.indexOf(' ') + 1);
            String element = element(line, tag, 1, how);
            return switch (how.substring(0, how.indexOf(' '))) {
                case "no" -> replaceFirst(line, element, "");
                case "twice" -> replaceFirst(line, element, element + element);
                default -> replaceFirst(line, element, "<" + tag + "></" + tag + ">");
            };
        }
        if (add.matches()) {
            String end = "</" + add.group(1) + ">";
            return changed(line, end, add.group(2) + end, how);
        }
        if (set.matches()) {
            String tag = set.group(1);
            int which = set.group(2) == null ? 1 : Integer.parseInt(set.group(2));
            int from = start(line, tag, which, how);
            int to = line.indexOf("</" + tag + ">", from);
            String text = "<" + tag + ">" + unescaped(set.group(3));
            return line.substring(0, from) + text + line.substring(to);
        }
        throw new IllegalStateException("nobody knows how to break: " + how);
    }

    private static String replaceFirst(String line, String element, String by) {
        int at = line.indexOf(element);
        return line.substring(0, at) + by + line.substring(at + element.length());
    }

    private static int start(String line, String tag, int which, String how) {
        int at = -1;
        for (int i = 0; i < which; i++) {
            at = line.indexOf("<" + tag + ">", at + 1);
            if (at < 0) {
                throw new IllegalStateException("the case has no such element: " + how);
            }
        }
        return at;
    }

    private static String element(String line, String tag, int which, String how) {
        int from = start(line, tag, which, how);
        String end = "</" + tag + ">";
        return line.substring(from, line.indexOf(end, from) + end.length());
    }

    @Override
    public String toString() {
        return fault + " [" + base + "] " + code;
    }
}
