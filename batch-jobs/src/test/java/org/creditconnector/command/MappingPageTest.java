package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.mapping.RecordFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"fineract", "synthetic", "uci-credit-card"})
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
