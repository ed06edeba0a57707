package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.mapping.SourceMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped sources were mapped by hand before anything could be guessed. How much of that does the guess find? A line counts where
 * it gives the field the same column; literals and what a query makes of several columns are left out of account.
 */
class ShippedSourcesGuessTest {
    @TempDir
    Path home;

    @Test
    void realCardAccounts() throws Exception {
        DemoLender lender = DemoLender.in(home);
        Terminal terminal = guess("uci-credit-card", "--file", "accounts=" + lender.cardFile());

        assertThat(terminal.out()).contains("of 13339 rows");
        compare("uci-credit-card", 90);
    }

    @Test
    void realLoansInTheDatabaseOfALendingSystem() throws Exception {
        DemoLender lender = DemoLender.in(home);
        guess("fineract", "--url", lender.fineractUrl(), "--user", "sa");

        compare("fineract", 72);
    }

    @Test
    void aSyntheticLenderWithEveryKindOfTable() throws Exception {
        Path rows = home.resolve("lender");
        new Terminal(home).run("generate", "--out", rows.toString(), "--accounts", "120", "--companies", "30");
        List<String> files = new ArrayList<>();
        for (String table : SourceMapping.shipped("synthetic").tables().keySet()) {
            files.add("--file");
            files.add(table + "=" + rows.resolve(table + ".csv"));
        }
        guess("synthetic", files.toArray(String[]::new));

        compare("synthetic", 89);
    }

    private Terminal guess(String name, String... where) {
        List<String> words = new ArrayList<>(List.of(
                "mapping", "guess", name, "--into", home.resolve("guessed").toString()));
        words.addAll(List.of(where));
        Terminal terminal = new Terminal(home).run(words.toArray(String[]::new));
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exit()).isZero();
        return terminal;
    }

    private void compare(String name, int least) throws IOException {
        Map<String, Set<String>> truth = columns(Path.of("../mappings/sources", name));
        Path folder = home.resolve("guessed").resolve(name);
        Map<String, Set<String>> guessed = columns(folder);
        Set<String> missed = new TreeSet<>();
        truth.forEach((path, columns) -> {
            Set<String> found = guessed.getOrDefault(path, Set.of());
            columns.stream()
                    .filter(column -> !found.contains(column))
                    .forEach(column -> missed.add(path + " = " + column));
        });
        int all = truth.values().stream().mapToInt(Set::size).sum();
        int percent = 100 * (all - missed.size()) / all;
        Set<String> wrong = new TreeSet<>();
        new GuessedText(folder).lines().forEach((path, value) -> {
            Set<String> known = truth.getOrDefault(plain(path), Set.of());
            if (!value.startsWith("TODO")
                    && !value.startsWith("=")
                    && !known.isEmpty()
                    && !known.contains(original(folder, value))) {
                wrong.add(path + ": " + value + ", expected " + known);
            }
        });
        System.out.println(name + ": " + percent + " % of " + all + " columns mapped as by hand; not: " + missed
                + "; sure and wrong: " + wrong);
        assertThat(percent).isGreaterThanOrEqualTo(least);
        assertThat(wrong).isEmpty();
    }

    /** Columns by path without the names of groups. */
    private static Map<String, Set<String>> columns(Path folder) throws IOException {
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        new GuessedText(folder).lines().forEach((path, value) -> {
            String bare = value.replaceFirst("^TODO ?", "");
            if (!bare.startsWith("=") && !bare.isEmpty() && !path.endsWith(".when") && !path.endsWith(".match")) {
                columns.computeIfAbsent(plain(path), key -> new HashSet<>()).add(original(folder, bare));
            }
        });
        return columns;
    }

    /** The lender's own name of a column that a query calls otherwise. */
    private static String original(Path folder, String value) {
        String word = value.replaceFirst(" .*", "");
        String query = word.contains(".") ? word.substring(0, word.indexOf('.')) : "accounts";
        try {
            Matcher alias = Pattern.compile(
                            "(?:\\w+\\.)\"?(\\w+)\"? as " + Pattern.quote(column(value)) + "_?\\b",
                            Pattern.CASE_INSENSITIVE)
                    .matcher(Files.readString(folder.resolve(query + ".sql")));
            String name = alias.find() ? alias.group(1).toLowerCase(java.util.Locale.ROOT) : column(value);
            // Of columns of several months side by side each is as good as the other.
            return name.replaceFirst("_?[0-9]+$", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String plain(String path) {
        return path.replaceAll("\\[[a-z0-9-]*\\]", "[]");
    }

    private static String column(String value) {
        return value.replaceFirst(" .*", "").replaceFirst("^[a-z]+\\.", "").replaceFirst("_$", "");
    }
}
