package org.creditconnector.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.junit.jupiter.api.Test;

class RegistryFindingsTest {
    private final RegistryFindings findings = RegistryFindings.of("registry-api");

    @Test
    void a_known_code_says_what_it_means_and_what_to_do() {
        Finding finding = findings.finding(
                "52", new RegistryFinding("R014", false, "record.account.openedOn", "opened after the date", false));
        assertThat(finding.getRuleId()).isEqualTo("R014");
        assertThat(finding.getSeverity()).isEqualTo(Severity.ERROR);
        assertThat(finding.getOrigin()).isEqualTo(FindingOrigin.REGISTRY);
        assertThat(finding.getAccountKey()).isEqualTo("52");
        assertThat(finding.getPath()).isEqualTo("account.openedOn");
        assertThat(finding.getMessage())
                .isEqualTo(
                        "The account was opened after the report date; Correct the opening date in the lender's system"
                                + " (registry: \"opened after the date\")");
    }

    @Test
    void a_warning_stays_one_and_an_unknown_code_says_so() {
        assertThat(findings.finding("52", new RegistryFinding("W001", true, "", "", false))
                        .getSeverity())
                .isEqualTo(Severity.WARNING);
        assertThat(findings.finding(null, new RegistryFinding("Z9", false, "", "why", false))
                        .getMessage())
                .isEqualTo("The registry gives a code that is not in our table; look it up in the registry's handbook"
                        + " (registry: \"why\")");
    }

    @Test
    void the_table_holds_the_codes_of_the_published_api_and_their_severity() throws IOException {
        String openapi = Files.readString(Path.of("registries/registry-api/openapi.yaml"));
        Set<String> published = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^ *\\| `([FRW]\\d{3})` \\|").matcher(openapi);
        while (row.find()) {
            published.add(row.group(1));
        }
        assertThat(published).hasSizeGreaterThan(10);
        assertThat(FeedbackCodes.of("registry-api").all().keySet()).isEqualTo(published);
        FeedbackCodes.of("registry-api")
                .all()
                .forEach((code, words) ->
                        assertThat(words.severity() == Severity.WARNING).isEqualTo(code.startsWith("W")));
    }
}
