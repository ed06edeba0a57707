package org.creditconnector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.registry.NarrowedProfile;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final String LENDER = "lender: {code: L1, name: Lender, time-zone: Asia/Shanghai}\n";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "CONNECTOR_DB_PASSWORD", "canary-db",
            "REGISTRY_TOKEN", "canary-token",
            "MAIL_PASSWORD", "canary-mail",
            "WEBHOOK_KEY", "canary-hook",
            "HOST", "db.internal");

    @TempDir
    Path directory;

    @Test
    void readsTheExample() throws IOException {
        ConnectorConfig config = readExample();

        assertThat(config.lender().timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(config.lender().calendar().cutOff()).isEqualTo(LocalTime.of(0, 30));
        assertThat(config.lender().calendar().days()).hasSize(7);
        assertThat(config.sourceFolders()).containsExactly(directory.resolve("sources"));
        assertThat(config.sources()).containsOnlyKeys("core-banking", "cards");
        SourceConfig cards = config.sources().get("cards");
        assertThat(cards.asOf()).isEqualTo(LocalDate.of(2005, 9, 30));
        assertThat(cards.files().get("cards"))
                .isEqualTo(new SourceConfig.SourceFile(Path.of("/data/cards.csv"), null, null));
        assertThat(cards.files().get("limits").encoding()).isEqualTo(Charset.forName("GB18030"));
        TargetConfig target = config.targets().get("registry");
        assertThat(target.feedbackWait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(target.limits()).isEqualTo(new TargetConfig.PackageLimits(50_000, 64L << 20));
        assertThat(target.token().value()).isEqualTo("canary-token");
        assertThat(config.sources().get("core-banking").password().value()).isEqualTo("canary-file");
        assertThat(config.sourcesOf(target)).containsExactly("core-banking", "cards");
    }

    @Test
    void aTargetOnlyTakesPowersAway() throws IOException {
        assertThat(readExample().targets().get("registry").withoutPowers()).containsExactly(Power.LISTING);
        Path file = Files.writeString(directory.resolve("c.yaml"), LENDER + """
                targets:
                  poor:
                    profile: registry-api
                    url: https://registry.example/
                    powers: {feedback: true, statement: true, replace: false}
                """);
        RegistryProfile poor =
                new NarrowedProfile(Registries.shipped().profile("registry-api"), Set.of(Power.FEEDBACK));
        InvalidDocumentException refused = catchThrowableOfType(
                InvalidDocumentException.class,
                () -> ConfigFile.read(file, directory, ENVIRONMENT::get, new Registries(List.of(poor))));
        assertThat(refused.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("CFG-POWER", "c.yaml:6", "feedback")
                .contains("registries of the profile registry-api do not have the power feedback; remove the line");
    }

    @Test
    void aProfileIsToldOnlyWhatItAsksFor() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), LENDER + """
                targets:
                  city:
                    profile: registry-api
                    url: https://registry.example/
                    settings: {provider: Z99999999H0001}
                """);
        InvalidDocumentException refused = catchThrowableOfType(
                InvalidDocumentException.class, () -> ConfigFile.read(file, directory, ENVIRONMENT::get));
        assertThat(refused.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("CFG-SETTING", "c.yaml:6", "the profile registry-api has no setting \"provider\"");
    }

    @Test
    void neverShowsASecret() throws IOException {
        assertThat(readExample().toString()).contains("***").doesNotContain("canary");
    }

    @Test
    void whatIsLeftOutHasTheDefaultsOfTheDefinition() throws IOException {
        ConnectorConfig config =
                read(LENDER + "targets: {registry: {profile: registry-api, url: 'http://127.0.0.1:1/'}}");

        assertThat(config.store().url()).startsWith("jdbc:h2:file:" + directory.resolve("home"));
        assertThat(config.lender().calendar().deadline()).isEqualTo(LocalTime.of(8, 0));
        TargetConfig target = config.targets().get("registry");
        assertThat(target.gate())
                .isEqualTo(new TargetConfig.Gate(10, 30, 5, 30, 10, 20, new TargetConfig.Changes(5, 8, 0, 0, 0, 7)));
        assertThat(target.limits()).isEqualTo(new TargetConfig.PackageLimits(null, null));
        assertThat(target.signOff()).isFalse();
        assertThat(config.notices()).isEqualTo(new NotifyConfig(null, null, null));
        assertThat(config.log()).isEqualTo(new ConnectorConfig.LogConfig("INFO", 20, 90));
    }

    @Test
    void environmentVariablesAreFilledIntoOrdinaryTextsToo() throws IOException {
        ConnectorConfig config = read(LENDER + "sources: {a: {mapping: m, url: 'jdbc:postgresql://${env:HOST}/x'}}");

        assertThat(config.sources().get("a").url()).isEqualTo("jdbc:postgresql://db.internal/x");
    }

    @Test
    void tellsAllProblemsInOnePass() {
        List<Problem> problems = problems("""
                lender:
                  code: L1
                  name: Lender
                  time-zone: Asia/Shanghi
                  calender: {}
                store: {url: 'jdbc:oracle:thin:@x', password: hunter2}
                sources:
                  Cards:
                    mapping: m
                targets:
                  registry:
                    profile: registry-api
                    url: registry.example
                    feedback-wait: soon
                    sources: [card]
                """);

        assertThat(problems)
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        "CFG-VALUE",
                        "YAML-KEY-UNKNOWN",
                        "CFG-STORE-URL",
                        "CFG-SECRET-LITERAL",
                        "CFG-NAME",
                        "CFG-SOURCE-ROWS",
                        "CFG-VALUE",
                        "YAML-VALUE",
                        "CFG-SOURCE-UNKNOWN");
        String all = new InvalidDocumentException(problems).getMessage();
        assertThat(all)
                .contains("config.yaml:4:14 lender.time-zone: expected a time zone such as")
                .contains("did you mean \"calendar\"?")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                        | YAML-EMPTY",
                "lender: {code: L1, name: x}                               | CFG-KEY-MISSING",
                "lender:                                                   | CFG-VALUE",
                "LENDER store: {url: 'jdbc:h2:file:x', password: '${env:NO}'}   | CFG-REFERENCE",
                "LENDER store: {url: 'jdbc:h2:file:x', password: '${file:no}'}  | CFG-REFERENCE",
                "LENDER store: {url: 'jdbc:h2:file:x', password: '${vault:no}'} | CFG-REFERENCE",
                "LENDER store: {url: 'jdbc:h2:mem:x'}                      | CFG-STORE-URL",
                "LENDER store: {url: 'jdbc:postgresql://u:p@h/d'}          | CFG-SECRET-LITERAL",
                "LENDER store: {url: 'jdbc:postgresql://h/d?password=p'}   | CFG-SECRET-LITERAL",
                "LENDER sources: {a: {mapping: m, url: 'jdbc:x', files: {t: f}}}     | CFG-SOURCE-ROWS",
                "LENDER sources: {a: {mapping: m, url: 'jdbc:x', range-size: 0}}     | YAML-VALUE",
                "LENDER sources: {a: {mapping: m, files: {t: {path: f, delimiter: ab}}}} | CFG-VALUE",
                "LENDER sources: {a: {mapping: m, files: {t: {path: f, encoding: utf9}}}} | CFG-VALUE",
                "LENDER targets: {a: {profile: p, url: 'ftp://h'}}         | CFG-VALUE",
                "LENDER targets: {a: {profile: p, url: 'http://u:p@h'}}    | CFG-VALUE",
                "LENDER targets: {a: {profile: p, url: 'http://h'}}        | CFG-TARGET",
                "LENDER targets: {a_b: {profile: p, url: 'https://h'}}     | CFG-NAME",
                "LENDER notify: {mail: {host: h, from: f, to: [t], on: [allways]}} | YAML-VALUE",
                "lender: {code: L1, name: x, time-zone: UTC, calendar: {days: []}} | CFG-CALENDAR",
                "lender: {code: L1, name: x, time-zone: UTC, calendar: {cut-off: '09:00'}} | CFG-CALENDAR"
            })
    void refuses(String yaml, String code) {
        List<Problem> problems = problems(yaml.replace("LENDER ", LENDER));

        assertThat(problems).extracting(Problem::code).containsExactly(code);
        assertThat(problems.get(0).file()).endsWith("config.yaml");
    }

    @Test
    void aMissingFileIsOneLineThatSaysWhatToDo() {
        InvalidDocumentException refusal = catchThrowableOfType(
                InvalidDocumentException.class,
                () -> ConfigFile.read(directory.resolve("none.yaml"), directory, name -> null));

        assertThat(refusal.getMessage())
                .startsWith("CFG-FILE-MISSING " + directory.resolve("none.yaml") + ": there is no configuration;")
                .doesNotContain("\n");
    }

    @Test
    void aLiteralAddressWithCredentialsIsNotRepeated() {
        assertThat(problems(LENDER + "targets: {a: {profile: p, url: 'https://user:hunter2@h/'}}"))
                .allSatisfy(problem -> assertThat(problem.render()).doesNotContain("hunter2"));
    }

    private ConnectorConfig readExample() throws IOException {
        Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(directory.resolve("secrets/core-banking.password"), "canary-file\n");
        return read(Files.readString(Path.of("../docs/credit-connector.example.yaml")));
    }

    private List<Problem> problems(String yaml) {
        return catchThrowableOfType(InvalidDocumentException.class, () -> read(yaml))
                .problems();
    }

    private ConnectorConfig read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yaml"), yaml);
        return ConfigFile.read(file, directory.resolve("home"), ENVIRONMENT::get);
    }
}
