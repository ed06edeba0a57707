package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every index costs something for each row: {@code docs/sizing.md} says of each which query needs it. */
class IndexesTest {
    private static final Pattern CHANGE =
            Pattern.compile("^(create (?:unique )?index|drop index) (\\w+)", Pattern.MULTILINE);
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");

    @Test
    void everyIndexIsNamedWithAQuery() throws IOException {
        String section = Files.readString(Path.of("../docs/sizing.md")).split("## Indexes of the store")[1];
        Set<String> named = new TreeSet<>();
        for (String line :
                section.lines().filter(line -> line.startsWith("| `")).toList()) {
            String first = "";
            Matcher name = Pattern.compile("`(\\w+)`").matcher(line.split("\\|")[1]);
            while (name.find()) {
                first = first.isEmpty() ? name.group(1) : first;
                named.add(
                        name.group(1).startsWith("_")
                                ? first.replaceFirst("_by_.*", "") + name.group(1)
                                : name.group(1));
            }
        }
        assertThat(named).containsAll(indexes());
        assertThat(named)
                .as("indexes that are gone, unless they are keys")
                .isSubsetOf(with(indexes(), "report_item_order"));
    }

    /** An item that is packed, freed, sent or answered stays where it is, and no index hears of it: a third of what it costs. */
    @Test
    void whatHappensToAnItemStandsInNoIndex() throws IOException {
        Pattern made = Pattern.compile("create (?:unique )?index (\\w+) on report_item \\(([^)]+)\\)");
        Map<String, List<String>> columns = new TreeMap<>();
        for (Path file : migrations()) {
            Matcher index = made.matcher(Files.readString(file));
            while (index.find()) {
                columns.put(index.group(1), List.of(index.group(2).split(", ")));
            }
        }
        assertThat(columns).containsKey("report_item_by_run");
        assertThat(columns.values().stream().flatMap(List::stream))
                .doesNotContain("state", "package_id", "package_line", "answer", "answered_at");
    }

    private static Set<String> with(Set<String> indexes, String key) {
        Set<String> all = new TreeSet<>(indexes);
        all.add(key);
        return all;
    }

    /** Those that the migrations make and leave; Spring Batch's own are not ours to judge. */
    private static Set<String> indexes() throws IOException {
        Set<String> indexes = new TreeSet<>();
        for (Path file : migrations()) {
            Matcher change = CHANGE.matcher(Files.readString(file));
            while (change.find()) {
                if (change.group(1).startsWith("drop")) {
                    assertThat(indexes.remove(change.group(2)))
                            .as(change.group())
                            .isTrue();
                } else {
                    indexes.add(change.group(2));
                }
            }
        }
        return indexes;
    }

    /** In their order, so that an index made anew counts as it is now. */
    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("V2__"))
                    .sorted(Comparator.comparing(IndexesTest::version))
                    .toList();
        }
    }

    private static int version(Path file) {
        Matcher version = VERSION.matcher(file.getFileName().toString());
        assertThat(version.matches()).isTrue();
        return Integer.parseInt(version.group(1));
    }
}
