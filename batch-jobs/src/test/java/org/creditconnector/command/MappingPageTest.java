package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.masking.DataClass;
import org.creditconnector.registry.Registries;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code mapping doc}. */
class MappingPageTest {
    @TempDir
    Path home;

    private String page(String source) throws Exception {
        Terminal terminal = new Terminal(home);
        Path file = home.resolve("page.html");
        terminal.run("mapping", "doc", source, "--out", file.toString());
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exit()).isZero();
        return Files.readString(file);
    }

    private static Set<String> all(String page, String pattern) {
        Set<String> found = new HashSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    static List<String> sources() {
        return SourceFolder.shippedNames();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everyFieldHasAnAnchorAndNoLinkIsBroken(String source) throws Exception {
        String page = page(source);

        Set<String> anchors = all(page, "\\bid=\"([^\"]*)\"");
        assertThat(anchors).containsAll(all(page, "href=\"#([^\"]*)\""));
        assertThat(all(page, "(?:src|href)=\"([^#][^\"]*)\""))
                .as("from elsewhere")
                .isEmpty();
        assertThat(page).doesNotContain("url(", "@import", "<script");
        List<String> fields = RecordFields.leaves().stream()
                .map(RecordFields.RecordField::path)
                .filter(path -> !path.startsWith("lineage.") && !path.startsWith("missing[]"))
                .map(path -> MappingPage.id("field", path))
                .toList();
        assertThat(anchors).containsAll(fields);
        assertThat(page.split("<tr id=\"field-", -1)).hasSize(fields.size() + 1);
    }

    /** What the sample says about a person stands nowhere on the page, as long as the folder itself does not say it openly. */
    @ParameterizedTest
    @MethodSource("sources")
    void noValueOfAPersonIsOnThePage(String source) throws Exception {
        SourceMapping mapping = SourceMapping.shipped(source);
        MappingSamples.Rows rows = MappingSamples.rows(mapping);
        Set<String> personal = new HashSet<>();
        // The same day may stand openly elsewhere: when something was booked, what the sample is true for.
        StringBuilder open = new StringBuilder();
        for (SourceAccount account : rows.accounts()) {
            values(mapping, account.account(), personal, open);
            account.children()
                    .values()
                    .forEach(children -> children.forEach(row -> values(mapping, row, personal, open)));
        }
        Path folder = Path.of("../mappings/sources", source);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!folder.relativize(file).startsWith("sample") || file.endsWith("sample.yaml")) {
                    open.append(Files.readString(file));
                }
            }
        }
        Set<String> canaries = personal.stream()
                .filter(value -> value.length() > 5 && !open.toString().contains(value))
                .collect(Collectors.toSet());
        assertThat(canaries).hasSizeGreaterThan(5);

        String page = page(source);

        assertThat(canaries.stream().filter(page::contains)).isEmpty();
    }

    private static void values(SourceMapping mapping, SourceRow row, Set<String> personal, StringBuilder open) {
        for (String column : row.shape().columns()) {
            Object value = row.value(row.shape().position(column));
            DataClass of = mapping.lineage().classOf(row.shape().query(), column);
            if (of == DataClass.PERSONAL || of == DataClass.SENSITIVE) {
                personal.add(String.valueOf(value));
            } else {
                open.append(value).append('\n');
            }
        }
    }

    @Test
    void itNamesTheOwnerOfTheSource() throws Exception {
        Path folder = VillageFolder.in(home);
        assertThat(page(folder.toString())).contains("<dd>nobody is named (owner in mapping.yaml)</dd>");

        VillageFolder.edit(
                folder,
                "mapping.yaml",
                "mapping: village-bank",
                "mapping: village-bank\nowner: Loan desk <loans@village.example>");

        assertThat(page(folder.toString())).contains("<dd>Loan desk &lt;loans@village.example&gt;</dd>");
    }

    @Test
    void everyKindOfRegistryHasItsFields() throws Exception {
        String page = page("fineract");

        Set<String> anchors = all(page, "\\bid=\"([^\"]*)\"");
        for (String code : Registries.shipped().codes()) {
            assertThat(anchors).contains("registry-" + code);
            assertThat(page.split("<tr id=\"registry-" + code + "\\.", -1).length)
                    .as(code)
                    .isGreaterThan(30);
        }
        assertThat(RecordFields.leaves().stream()
                        .map(RecordFields.RecordField::path)
                        .filter(path -> !path.startsWith("lineage.") && !path.startsWith("missing[]"))
                        .map(path -> MappingPage.id("registry", "registry-api." + path)))
                .as("which receives the record itself")
                .isNotEmpty()
                .allMatch(anchors::contains);
        assertThat(page)
                .contains("Each item is the credit record itself")
                .contains("<a class=\"mono\" href=\"#registry-registry-api.account.openedOn\">registry-api</a>");
    }

    @Test
    void textsOfTheFolderAreEscaped() throws Exception {
        Path folder = VillageFolder.in(home);
        VillageFolder.edit(folder, "codes/status.csv", "paid back", "<script>alert(1)</script> & more");

        assertThat(page(folder.toString()))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more")
                .doesNotContain("<script>");
    }

    @Test
    void itTellsWhatIsNotReportedAndWhy() throws Exception {
        String page = page(VillageFolder.in(home).toString());

        assertThat(page.substring(page.indexOf("<h2 id=\"absent\">")))
                .contains("agreement</a> <span class=\"soft\">(all 12)</span></td><td>not-applicable</td>")
                .contains("mapping.yaml:50");
    }
}
