package org.creditconnector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.extract.Reading;
import org.creditconnector.mockregistry.baihang.AgencyKeys;
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
    /** Made for this test; nobody has it. */
    private static final String SM2_PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MIGTAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBHkwdwIBAQQgc9Uau9icuBlvDvto
            kvlNaPzMLDXwuEYJ5fEsVd2Fq6igCgYIKoEcz1UBgi2hRANCAASR45xIDUeBbU3p
            Qi0dmqgWWJW5RDbVQaybf2QAxf9FMldUEbw4I5JDUc6+vrTuu5EJ4nWeM9JuPQLL
            8ql0D80C
            -----END PRIVATE KEY-----
            """;

    private static final String SM2_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEkeOcSA1HgW1N6UItHZqoFliVuUQ2
            1UGsm39kAMX/RTJXVBG8OCOSQ1HOvr607ruRCeJ1njPSbj0Cy/KpdA/NAg==
            -----END PUBLIC KEY-----
            """;

    private static final String SM4_KEY = "0123456789abcdeffedcba9876543210";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "CONNECTOR_DB_PASSWORD", "canary-db",
            "REGISTRY_TOKEN", "canary-token",
            "MAIL_PASSWORD", "canary-mail",
            "WEBHOOK_KEY", "canary-hook",
            "BROKER_PASSWORD", "canary-broker",
            "EXCHANGE_KEY_PASSWORD", "canary-key-password",
            "AGENCY_PASSWORD", "canary-agency",
            "STREAM_PASSWORD", "canary-stream",
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
        assertThat(config.sources()).containsOnlyKeys("core-banking", "cards", "savings-bank");
        assertThat(config.sources()
                        .get("savings-bank")
                        .files()
                        .get("month_ends")
                        .path())
                .isEqualTo(Path.of("/data/month_ends_*.csv"));
        SourceConfig cards = config.sources().get("cards");
        assertThat(cards.asOf()).isEqualTo(LocalDate.of(2005, 9, 30));
        assertThat(cards.files().get("cards"))
                .isEqualTo(new SourceConfig.SourceFile(Path.of("/data/cards.csv"), null, null));
        assertThat(cards.files().get("limits").encoding()).isEqualTo(Charset.forName("GB18030"));
        TargetConfig target = config.targets().get("registry");
        assertThat(target.feedbackWait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(target.limits()).isEqualTo(new TargetConfig.PackageLimits(50_000, 64L << 20, 600, 1));
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
    void whatNamesAPersonDoesNotLeaveInPlainBecauseALineWasForgotten() throws IOException {
        secret(
                "agency.pem",
                AgencyKeys.pem("PUBLIC KEY", AgencyKeys.pair().getPublic().getEncoded()));
        String target = LENDER + """
                targets:
                  agency:
                    profile: baihang
                    url: https://agency.example:8443
                    settings: {institution: L1}
                """;
        assertThat(problems(target))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains(
                        "CFG-WRAPPING",
                        "the fields mobile, name, pid travel enciphered only; name them in a step rsa-fields");
        assertThat(
                        problems(
                                target
                                        + "    wrapping: [{rsa-fields: {fields: [name, mobile], rsa: pkcs1, public-key: '${file:secrets/agency.pem}'}}]\n"))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("the fields pid travel enciphered only");
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
                .isEqualTo(new TargetConfig.Gate(10, 30, 5, 30, 10, 20, new TargetConfig.Changes(5, 8, 0, 0, 0, 7, 5)));
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
    void rowsAreCopiedUnlessACursorIsAskedFor() throws IOException {
        ConnectorConfig config = read(
                LENDER
                        + "sources: {a: {mapping: m, url: 'jdbc:postgresql://h/x'}, b: {mapping: m, url: 'jdbc:postgresql://h/x', read: cursor}}");

        assertThat(config.sources().get("a").reading()).isEqualTo(Reading.COPY);
        assertThat(config.sources().get("b").reading()).isEqualTo(Reading.CURSOR);
    }

    @Test
    void theBrokerOfTheExampleIsReached() throws IOException {
        BrokerConfig broker = readExample().broker();

        assertThat(broker.isEnciphered()).isTrue();
        assertThat(broker.password().value()).isEqualTo("canary-broker");
        assertThat(broker.trustStore().path()).isEqualTo(directory.resolve("broker-trust.p12"));
        assertThat(broker.trustStore().password().value()).isEqualTo("canary-trust");
        assertThat(broker.keyStore().password().value()).isEqualTo("canary-own");
        assertThat(broker.silence()).isEqualTo(Duration.ofSeconds(20));
    }

    /** Without TLS on this machine, or where somebody says that the network is closed. */
    @ParameterizedTest
    @CsvSource({"tcp://localhost:61616, false", "tcp://127.0.0.1:61616, false", "tcp://10.0.0.7:61616, true"})
    void aBrokerWithoutTls(String url, boolean allowed) throws IOException {
        BrokerConfig broker = read(LENDER + "broker: {url: '" + url + "', allow-plain-tcp: " + allowed + "}")
                .broker();

        assertThat(broker.isEnciphered()).isFalse();
        assertThat(broker.attempts()).isEqualTo(3);
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
                "LENDER broker: {url: 'http://broker.example:61616'}       | CFG-VALUE",
                "LENDER broker: {url: 'ssl://broker.example'}              | CFG-VALUE",
                "LENDER broker: {url: 'ssl://me:secret@b.example:61617'}   | CFG-VALUE",
                "LENDER broker: {url: 'ssl://b.example:61617?user=me'}     | CFG-VALUE",
                "LENDER broker: {url: 'tcp://broker.example:61616'}        | CFG-BROKER",
                "LENDER broker: {url: 'tcp://10.0.0.7:61616'}              | CFG-BROKER",
                "LENDER broker: {url: 'ssl://b.example:61617', silence: 1s} | CFG-BROKER",
                "LENDER broker: {url: 'tcp://127.0.0.1:61616', trust-store: {path: x}} | CFG-BROKER",
                "LENDER broker: {url: 'ssl://b.example:61617', password: hunter2} | CFG-SECRET-LITERAL",
                "LENDER store: {url: 'jdbc:h2:file:x', password: '${file:no}'}  | CFG-REFERENCE",
                "LENDER store: {url: 'jdbc:h2:file:x', password: '${vault:no}'} | CFG-REFERENCE",
                "LENDER store: {url: 'jdbc:h2:mem:x'}                      | CFG-STORE-URL",
                "LENDER store: {url: 'jdbc:postgresql://h/d', copies: {directory: c}} | CFG-STORE-COPIES",
                "LENDER store: {url: 'jdbc:postgresql://u:p@h/d'}          | CFG-SECRET-LITERAL",
                "LENDER store: {url: 'jdbc:postgresql://h/d?password=p'}   | CFG-SECRET-LITERAL",
                "LENDER sources: {a: {mapping: m, url: 'jdbc:x', files: {t: f}}}     | CFG-SOURCE-ROWS",
                "LENDER sources: {a: {mapping: m, url: 'jdbc:x', range-size: 0}}     | YAML-VALUE",
                "LENDER sources: {a: {mapping: m, url: 'jdbc:x', query-timeout: 0s}} | YAML-VALUE",
                "LENDER sources: {a: {mapping: m, url: 'jdbc:x', query-timeout: 2d}} | YAML-VALUE",
                "LENDER sources: {a: {mapping: m, url: 'jdbc:x', read: fast}}         | YAML-VALUE",
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

    private void secret(String name, String content) throws IOException {
        Files.createDirectories(directory.resolve("secrets"));
        Path file = Files.writeString(directory.resolve("secrets").resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void readsATargetThatTakesFiles() throws IOException {
        TargetConfig exchange = readExample().targets().get("exchange");

        assertThat(exchange.channel()).isEqualTo("sftp");
        FileSettings files = exchange.files();
        assertThat(files.upload()).isEqualTo("/incoming");
        assertThat(files.marker()).isEqualTo(".ok");
        assertThat(files.proof()).isEqualTo(FileSettings.Proof.READ_BACK);
        assertThat(files.login().privateKey().get()).isEqualTo("canary-key");
        assertThat(files.login().password()).isNull();
        assertThat(exchange.wrapping()).hasToString("[gzip, sm3, sm4 gcm]");
        assertThat(exchange.withoutPowers()).containsExactlyInAnyOrder(Power.STATEMENT, Power.LISTING);
        assertThat(exchange.endpoint("L", Registries.shipped()).files()).isEqualTo(files);
        TargetConfig agency = readExample().targets().get("agency");
        assertThat(agency.withoutPowers())
                .containsExactlyInAnyOrder(Power.STATEMENT, Power.LISTING, Power.STATUS_QUERY, Power.FEEDBACK);
    }

    @Test
    void aDirectoryStartsAtTheConfiguration() throws IOException {
        TargetConfig depot = read(LENDER
                        + "targets: {depot: {profile: registry-api, channel: directory, files: {upload: drop/in, feedback: /out}}}")
                .targets()
                .get("depot");
        assertThat(depot.files().upload())
                .isEqualTo(directory.resolve("drop/in").toString());
        assertThat(depot.files().feedback()).isEqualTo("/out");
        assertThat(depot.url()).isEqualTo(directory.resolve("drop/in").toUri());
        assertThat(depot.endpoint("L", Registries.shipped()).channel()).isEqualTo("directory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel: sftpp                                              | CFG-VALUE YAML-VALUE | did you mean \"sftp\"?",
                "channel: directory                                          | CFG-KEY-MISSING | the key \"files\" is missing for the channel directory",
                "channel: http                                               | CFG-KEY-MISSING | the key \"url\" is missing for the channel http",
                "channel: directory, url: 'http://127.0.0.1/', files: {upload: x} | CFG-TARGET | the channel directory has no \"url\"; remove the key",
                "url: 'http://127.0.0.1/', wrapping: [gzip]                  | CFG-TARGET | not wrapped over the channel http",
                "url: 'http://127.0.0.1/', basic: {user: 'a:b', password: '${env:HOST}'} | CFG-TARGET | expected a name without a colon",
                "url: 'http://127.0.0.1/', basic: {user: a, password: '${env:HOST}'}, token: '${env:HOST}' | CFG-TARGET | both a token and a login, expected one of them",
                "url: 'http://127.0.0.1/', basic: {user: a, password: plain} | CFG-SECRET-LITERAL | a secret must not stand in the file",
                "channel: directory, files: {upload: x}, basic: {user: a, password: '${env:HOST}'} | CFG-TARGET | the channel directory has no \"basic\"",
                "url: 'http://127.0.0.1/', limits: {per-minute: 0}           | CFG-VALUE YAML-VALUE | 60000",
                "url: 'http://127.0.0.1/', limits: {parallel: 2}             | CFG-PARALLEL | take packages in sequence only, so that one goes after the other; remove the line",
                "url: 'http://127.0.0.1/', limits: {parallel: 17}            | CFG-VALUE YAML-VALUE | 16",
                "channel: directory, files: {upload: x}, powers: {ordering: false}, limits: {parallel: 2} | CFG-PARALLEL | over the channel directory packages go one after the other",
                "channel: directory, files: {upload: x}, wrapping: [{rsa-fields: {fields: [], rsa: pkcs1, public-key: '${file:sm2.public}'}}] | CFG-WRAPPING | fields: none",
                "url: 'sftp://h/'                                            | CFG-TARGET | scheme 'sftp', expected https (or http)",
                "channel: directory, files: {upload: x, marker: .part}       | CFG-TARGET | a file would be complete and incomplete",
                "channel: directory, files: {upload: x, marker: 'a/b'}       | CFG-TARGET | expected at most 20 letters",
                "channel: directory, files: {upload: x}, powers: {statement: true} | CFG-POWER | over this channel a registry does not have the power statement",
                "channel: directory, files: {upload: x}, wrapping: [gzipp]   | CFG-WRAPPING | unknown step \"gzipp\"; did you mean \"gzip\"?",
                "channel: directory, files: {upload: x}, wrapping: [sm4]     | CFG-WRAPPING | the step sm4 needs keys",
                "channel: directory, files: {upload: x}, wrapping: [{gzip: {}, zip: {}}] | CFG-WRAPPING | a step has one name, got 2",
                "channel: directory, files: {upload: x}, wrapping: [{sm4: {mode: ecb, key: '${env:HOST}'}}] | YAML-VALUE | gcm",
                "channel: directory, files: {upload: x}, wrapping: [{sm4: {mode: gcm, key: '${env:HOST}'}}] | CFG-WRAPPING | expected 16 bytes in hex or Base64",
                "channel: directory, files: {upload: x}, wrapping: [{sm4: {mode: gcm, key: db.internal}}] | CFG-SECRET-LITERAL | a secret must not stand in the file",
                "channel: directory, files: {upload: x}, wrapping: [{sm4: {mode: gcm, kay: x}}] | CFG-KEY-MISSING YAML-KEY-UNKNOWN | did you mean \"key\"?",
                "channel: directory, files: {upload: x}, wrapping: [{sm4: {mode: gcm, key: '${file:open.key}'}}] | CFG-REFERENCE | open to others; chmod 600",
                "channel: directory, files: {upload: x}, wrapping: [{sm2: {public-key: '${file:sm2.public}'}}] | CFG-KEY-MISSING | private-key",
                "channel: directory, files: {upload: x, feedback: y}, wrapping: [{sm2: {private-key: '${file:sm2.pem}'}}] | CFG-WRAPPING | the step sm2 lacks the key by which it is undone, so that feedback cannot be read; add public-key",
                "channel: directory, files: {upload: x}, wrapping: [{session-key: {rsa: pkcs1, blocks: ecb, public-key: '${file:sm2.public}'}}] | CFG-WRAPPING | the key is no RSA key",
                "channel: sftp, url: 'sftp://h/', files: {upload: x}, login: {user: u, host-key: [SHA256:no], password: '${env:HOST}'} | CFG-TARGET | expected SHA256: and 43 characters",
                "channel: sftp, url: 'sftp://h/', files: {upload: x}, login: {user: u, host-key: [], password: '${env:HOST}'} | CFG-TARGET | expected the server's fingerprint",
                "channel: sftp, url: 'sftp://h/', files: {upload: x}, login: {user: u, host-key: [FINGERPRINT]} | CFG-TARGET | expected either password or key, got neither",
            })
    void refusesATargetThatTakesFiles(String keys, String codes, String says) throws IOException {
        Path open = Files.writeString(directory.resolve("open.key"), SM4_KEY);
        Files.setPosixFilePermissions(
                Files.writeString(directory.resolve("sm2.pem"), SM2_PRIVATE),
                PosixFilePermissions.fromString("rw-------"));
        Files.writeString(directory.resolve("sm2.public"), SM2_PUBLIC);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        String target = keys.replace("FINGERPRINT", "SHA256:" + "A".repeat(43));
        List<Problem> problems = problems(LENDER + "targets: {t: {profile: registry-api, " + target + "}}");

        assertThat(problems).extracting(Problem::code).isNotEmpty().allMatch(code -> codes.contains(code));
        assertThat(new InvalidDocumentException(problems).getMessage())
                .contains(says)
                .doesNotContain(SM4_KEY);
    }

    @Test
    void aProfileWithoutAFileFormRefusesTheChannel() throws IOException {
        Path file = Files.writeString(
                directory.resolve("c.yaml"),
                LENDER + "targets: {t: {profile: registry-api, channel: directory, files: {upload: x}}}");
        RegistryProfile whole = Registries.shipped().profile("registry-api");
        RegistryProfile httpOnly = (RegistryProfile) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RegistryProfile.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "files" -> Optional.empty();
                    case "requireChannel" -> InvocationHandler.invokeDefault(proxy, method, arguments);
                    default -> method.invoke(whole, arguments);
                });
        assertThatThrownBy(() -> ConfigFile.read(file, directory, ENVIRONMENT::get, new Registries(List.of(httpOnly))))
                .hasMessageContaining(
                        "target t channel: profile registry-api has no file form, choose another channel");
    }

    private ConnectorConfig readExample() throws IOException {
        Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(directory.resolve("secrets/core-banking.password"), "canary-file\n");
        for (String whose : List.of("broker", "stream")) {
            Files.writeString(directory.resolve("secrets/" + whose + "-trust.password"), "canary-trust\n");
            Files.writeString(directory.resolve("secrets/" + whose + "-key.password"), "canary-own\n");
        }
        secret("exchange.key", "canary-key");
        secret("exchange-sm4.key", SM4_KEY);
        secret(
                "agency-public.pem",
                AgencyKeys.pem("PUBLIC KEY", AgencyKeys.pair().getPublic().getEncoded()));
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
