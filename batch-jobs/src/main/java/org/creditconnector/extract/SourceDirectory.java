package org.creditconnector.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of a directory of files. A file is a table by its name; files whose names differ in their numbers only and that begin
 * alike are deliveries of one table, as {@code payments_2024-01.csv} and {@code payments_2024-02.csv} are.
 *
 * @param tables path by table; with {@code *} in the place of the numbers where there are several files
 * @param left names of the files that are none of a table: no known ending, or nothing in it
 */
public record SourceDirectory(Map<String, Path> tables, List<String> left) {
    private static final Pattern NAME = Pattern.compile(
            "(.+?)\\.(csv|tsv|txt|psv|dat|json|jsonl|ndjson|parquet)(\\.gz)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:[-_. ]?[0-9]+)*");
    private static final Pattern KEY = Pattern.compile("\"([^\"\\\\]+)\"\\s*:");

    /**
     * Looks at a directory, not at what lies below it.
     *
     * @throws SourceFaultException when it cannot be read or holds no table
     */
    public static SourceDirectory of(Path directory) {
        Map<String, List<Path>> alike = new TreeMap<>();
        List<String> left = new ArrayList<>();
        for (Path file : files(directory)) {
            String name = String.valueOf(file.getFileName());
            if (NAME.matcher(name).matches() && !beginning(file).isEmpty()) {
                alike.computeIfAbsent(kind(name) + ' ' + beginning(file), kind -> new ArrayList<>())
                        .add(file);
            } else {
                left.add(name);
            }
        }
        if (alike.isEmpty()) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-FILE " + directory
                            + ": holds no file of rows, expected names that end in csv, tsv, txt, json, jsonl or parquet, also packed by gz");
        }
        Map<String, Path> tables = new LinkedHashMap<>();
        alike.values().forEach(files -> add(tables, files));
        return new SourceDirectory(tables, left);
    }

    /** The pattern of a file and of those beside it that look like other deliveries of it; the file itself where there are none. */
    public static Path withOthers(Path file) {
        Path name = file.getFileName();
        Path directory = file.toAbsolutePath().getParent();
        if (name == null || directory == null || !Files.isRegularFile(file)) {
            return file;
        }
        String own = beginning(file);
        boolean others = files(directory).stream()
                .filter(other -> !name.equals(other.getFileName()))
                .filter(other -> kind(String.valueOf(other.getFileName())).equals(kind(name.toString())))
                .anyMatch(other -> beginning(other).equals(own));
        return others ? file.resolveSibling(kind(name.toString())) : file;
    }

    private static void add(Map<String, Path> tables, List<Path> files) {
        Path first = files.get(0);
        String name = String.valueOf(first.getFileName());
        Matcher parts = NAME.matcher(files.size() > 1 ? kind(name) : name);
        String stem = parts.matches() ? parts.group(1) : name;
        String table = plain(NUMBERS.matcher(stem).replaceAll("").replace("*", ""));
        if (table.isEmpty() || tables.containsKey(table)) {
            table = plain(stem);
        }
        tables.put(table, files.size() > 1 ? first.resolveSibling(kind(name)) : first);
    }

    private static String plain(String stem) {
        String plain = stem.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
        return plain.isEmpty() || Character.isLetter(plain.codePointAt(0)) ? plain : "t_" + plain;
    }

    /** The name with a star for its numbers. */
    private static String kind(String name) {
        return NUMBERS.matcher(name).replaceAll("*");
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-FILE " + directory + ": the directory cannot be read (" + e.getMessage() + ")",
                    e);
        }
    }

    /** What files of one table have in common: the line of names, or the keys of the first object. Empty where there is nothing. */
    private static String beginning(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.contains(".parquet")) {
            return "parquet";
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(SeparatedValues.open(file), StandardCharsets.ISO_8859_1))) {
            String line = lines.readLine();
            if (line == null) {
                return "";
            }
            if (line.stripLeading().startsWith("{")) {
                return "json "
                        + KEY.matcher(line)
                                .results()
                                .map(key -> key.group(1))
                                .sorted()
                                .toList();
            }
            // A file without header begins with a row: the same number of columns is all that can be asked of the next
            // one.
            return line.matches(".*[0-9].*") ? "columns " + line.split("[,;|\t]", -1).length : line;
        } catch (IOException e) {
            throw new UncheckedIOException("SRC-FILE " + file + ": cannot be read", e);
        }
    }
}
