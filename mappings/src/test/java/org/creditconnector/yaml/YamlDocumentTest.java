package org.creditconnector.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {
    private final Problems problems = new Problems();

    enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    private YamlMap read(String text) {
        return YamlDocument.read("test.yaml", text, problems);
    }

    @Test
    void codesStayText() {
        YamlMap map = read("codes: [01, NO, 0010, 1e3, 0x1F, yes, '', 2013-02-05]\n");
        assertThat(map.list("codes").stream().limit(6).map(YamlValue::text))
                .containsExactly("01", "NO", "0010", "1e3", "0x1F", "yes");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void readsEveryKindOfValue() {
        YamlMap map = read("""
                lender: ACME
                limit: 10
                share: 0.05
                date: 2013-02-05
                wait: 30 s
                order: newest-first
                on: true
                sources:
                  core: {mapping: fineract}
                """);
        assertThat(map.text("lender")).isEqualTo("ACME");
        assertThat(map.wholeNumber("limit", 1, 100)).isEqualTo(10);
        assertThat(map.decimal("share")).isEqualTo(new BigDecimal("0.05"));
        assertThat(map.date("date")).isEqualTo(LocalDate.of(2013, 2, 5));
        assertThat(map.duration("wait")).isEqualTo(Duration.ofSeconds(30));
        assertThat(map.oneOf("order", Order.class)).isEqualTo(Order.NEWEST_FIRST);
        assertThat(map.flagOr("on", false)).isTrue();
        assertThat(map.map("sources").namedMaps().get("core").text("mapping")).isEqualTo("fineract");
        assertThat(map.optionalText("note")).isNull();
        map.finish();
        problems.throwIfAny();
    }

    @Test
    void aKeyStandsOnce() {
        read("lender: A\nother: 1\nlender: B\n");
        assertThat(problems.render())
                .isEqualTo("YAML-KEY-TWICE test.yaml:3:1 lender: the key \"lender\" stands here and at 1:1;"
                        + " keep one of the two");
    }

    @Test
    void anUnknownKeyIsAnErrorThatNamesTheNearestOneAlsoInMapsBelow() {
        YamlMap map = read("lender:\n  coed: A\n  nmae: B\n  colour: red\n");
        map.map("lender").optionalText("code");
        map.map("lender").optionalText("name");
        map.finish();
        assertThat(problems.list().stream().map(Problem::render))
                .containsExactly(
                        "YAML-KEY-UNKNOWN test.yaml:2:3 lender.coed: unknown key \"coed\"; did you mean \"code\"?",
                        "YAML-KEY-UNKNOWN test.yaml:3:3 lender.nmae: unknown key \"nmae\"; did you mean \"name\"?",
                        "YAML-KEY-UNKNOWN test.yaml:4:3 lender.colour: unknown key \"colour\"; known here: code, name");
    }

    @Test
    void allProblemsOfAPassAreCollected() {
        YamlMap map = read("""
                limit: 010
                date: 2013-02-29
                wait: soon
                order: newest-frist
                on: yes
                empty:
                list: {a: 1}
                """);
        map.wholeNumber("limit", 1, 100);
        map.date("date");
        map.duration("wait");
        map.oneOf("order", Order.class);
        map.flagOr("on", false);
        map.text("empty");
        map.list("list");
        map.text("lender");
        map.finish();
        assertThat(problems.list().stream().map(Problem::render))
                .containsExactly(
                        "YAML-KEY-MISSING test.yaml:1:1 lender: the key \"lender\" is missing;"
                                + " add it to the map that begins here",
                        "YAML-VALUE test.yaml:1:8 limit: expected a whole number from 1 to 100, got \"010\"",
                        "YAML-VALUE test.yaml:2:7 date: expected a calendar date such as 2013-02-05, got \"2013-02-29\"",
                        "YAML-VALUE test.yaml:3:7 wait: expected a length of time such as 500ms, 30s, 5m, 2h or 1d,"
                                + " got \"soon\"",
                        "YAML-VALUE test.yaml:4:8 order: expected one of oldest-first, newest-first,"
                                + " got \"newest-frist\"; did you mean \"newest-first\"?",
                        "YAML-VALUE test.yaml:5:5 on: expected true or false, got \"yes\"",
                        "YAML-VALUE test.yaml:6:7 empty: the value is empty; write one or remove the key",
                        "YAML-TYPE test.yaml:7:7 list: expected a list, got a map");
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage(problems.render());
    }

    @Test
    void anchorsAliasesAndForeignTagsAreRefused() {
        read("a: &x {b: 1}\nc: *x\nd: !java.lang.String e\n");
        assertThat(problems.list().stream().map(Problem::render))
                .contains(
                        "YAML-ANCHOR test.yaml:1:4 a: anchors and aliases are not allowed;"
                                + " write the value out in each place",
                        "YAML-TAG test.yaml:3:4 d: the tag !java.lang.String is not allowed; remove it");
    }

    @Test
    void whatIsNotYamlIsOneLineWithItsPlace() {
        read("a: [1, 2\nb: 3\n");
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("YAML-SYNTAX");
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.render())
                    .startsWith("YAML-SYNTAX test.yaml:1:4: not YAML: ")
                    .doesNotContain("\n");
        });
    }

    @Test
    void anEmptyFileAndAListAreNotADocument() {
        read("# nothing\n");
        read("- a\n");
        assertThat(problems.list().stream().map(Problem::render))
                .containsExactlyInAnyOrder(
                        "YAML-EMPTY test.yaml: the file holds nothing; write at least one key",
                        "YAML-TYPE test.yaml:1:1: the document must be a map of keys to values, got a list");
    }

    @Test
    void aProblemInsideAValuePointsAtItsCharacter() {
        YamlMap map = read("field: 'due | oops'\n");
        YamlValue value = map.value("field");
        value.problemAt(6, "X", "unknown step");
        assertThat(problems.render()).isEqualTo("X test.yaml:1:15 field: unknown step");
    }
}
