package org.creditconnector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Registries;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read and refused of a target over Kafka. */
class KafkaConfigTest {
    private static final String LENDER = "lender: {code: L1, name: Lender, time-zone: Asia/Shanghai}\n";
    private static final String SECRET = "canary-stream";

    @TempDir
    Path directory;

    private TargetConfig read(String target) throws IOException {
        Path file = Files.writeString(
                directory.resolve("config.yaml"),
                LENDER + "targets: {t: {profile: registry-api, channel: kafka, " + target + "}}");
        return ConfigFile.read(file, directory.resolve("home"), Map.of("STREAM", SECRET)::get)
                .targets()
                .get("t");
    }

    @Test
    void readsBrokersTopicsAndWhoWeAre() throws IOException {
        Files.writeString(directory.resolve("trust.password"), SECRET);
        TargetConfig target = read(
                "kafka: {brokers: ['one.example:9093', 'two.example:9094'], packages: p, answers: a, user: L1, password: '${env:STREAM}',"
                        + " mechanism: scram-sha-256, trust-store: {path: trust.p12, password: '${file:trust.password}'}, record-bytes: 2MB}");
        KafkaSettings kafka = target.kafka();
        assertThat(kafka.brokers()).containsExactly("one.example:9093", "two.example:9094");
        assertThat(kafka.tls()).isTrue();
        assertThat(kafka.login().mechanism().sasl()).isEqualTo("SCRAM-SHA-256");
        assertThat(kafka.login().password().get()).isEqualTo(SECRET);
        assertThat(kafka.trusted().path()).isEqualTo(directory.resolve("trust.p12"));
        assertThat(kafka.trusted().password().get()).isEqualTo(SECRET);
        assertThat(kafka.own()).isNull();
        assertThat(target.url()).isEqualTo(URI.create("kafka://one.example:9093,two.example:9094/p"));
        assertThat(target.endpoint("L1", Registries.shipped()).kafka()).isEqualTo(kafka);
        assertThat(target + " " + target.endpoint("L1", Registries.shipped())).doesNotContain(SECRET);
    }

    @Test
    void aLogAnswersNoQuestionAndPackagesAreCutToFitARecord() throws IOException {
        TargetConfig target = read("kafka: {brokers: ['localhost:9092'], packages: p, answers: a, tls: false}");
        assertThat(target.withoutPowers())
                .containsExactlyInAnyOrder(Power.STATUS_QUERY, Power.STATEMENT, Power.LISTING);
        assertThat(target.powers(Registries.shipped()).idempotentById()).isTrue();
        assertThat(target.limits().bytes()).isEqualTo(1_000_000L - KafkaSettings.ROOM_FOR_FORM);
        assertThat(read("limits: {bytes: 3MB}, kafka: {brokers: ['localhost:9092'], packages: p, tls: false}")
                        .limits()
                        .bytes())
                .isEqualTo(3L << 20);
        assertThat(read("kafka: {brokers: ['localhost:9092'], packages: p, tls: false}")
                        .withoutPowers())
                .contains(Power.FEEDBACK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "sign-off: true | CFG-KEY-MISSING | the key \"kafka\" is missing for the channel kafka",
                "url: 'https://h', KAFKA} | CFG-TARGET | the channel kafka has no \"url\"; remove the key",
                "token: '${env:STREAM}', KAFKA} | CFG-TARGET | the channel kafka has no \"token\"; remove the key",
                "wrapping: [gzip], KAFKA} | CFG-TARGET | packages are not wrapped over the channel kafka by gzip",
                "basic: {user: u, password: '${env:STREAM}'}, KAFKA} | CFG-TARGET | write user and password under kafka",
                "powers: {status-query: true}, KAFKA} | CFG-POWER | over this channel a registry does not have the power status-query",
                "powers: {listing: true}, KAFKA} | CFG-POWER | over this channel a registry does not have the power listing",
                "powers: {feedback: true}, KAFKA} | CFG-POWER | does not have the power feedback",
                "kafka: {brokers: ['h.example:9092'], packages: p, tls: false} | CFG-TARGET | without TLS packages would leave this machine in plain",
                "kafka: {brokers: [], packages: p} | CFG-TARGET | brokers: none, expected at least one as host:port",
                "kafka: {brokers: [h.example], packages: p} | CFG-TARGET | brokers: 'h.example', expected host:port",
                "kafka: {brokers: ['kafka://h:1'], packages: p} | CFG-TARGET | expected host:port",
                "kafka: {brokers: ['h:99999'], packages: p} | CFG-TARGET | expected host:port",
                "kafka: {brokers: ['h:1'], packages: 'a b'} | CFG-TARGET | packages: 'a b', expected a topic of at most 249",
                "kafka: {brokers: ['h:1'], packages: p, answers: p} | CFG-TARGET | we would read our own packages",
                "kafka: {brokers: ['h:1'], packages: p, user: u} | CFG-TARGET | a user and a password belong together",
                "kafka: {brokers: ['h:1'], packages: p, password: '${env:STREAM}'} | CFG-TARGET | a user and a password belong together",
                "kafka: {brokers: ['h:1'], packages: p, user: u, password: canary-stream} | CFG-SECRET-LITERAL | ${env:",
                "kafka: {brokers: ['h:1'], packages: p, record-bytes: 64KB} | CFG-TARGET | record-bytes: 65536 bytes, expected more than 131072",
                "kafka: {brokers: ['localhost:1'], packages: p, tls: false, trust-store: {path: t, password: '${env:STREAM}'}} | CFG-TARGET | tls: false, but certificates are named",
                "kafka: {brokers: ['h:1'], topic: p} | CFG-KEY-MISSING YAML-KEY-UNKNOWN | the key \"packages\" is missing",
            })
    void refuses(String keys, String codes, String says) {
        String target = keys.replace("KAFKA}", "kafka: {brokers: ['localhost:9092'], packages: p, tls: false}");
        InvalidDocumentException refused = catchThrowableOfType(InvalidDocumentException.class, () -> read(target));
        assertThat(refused.problems()).extracting(Problem::code).isNotEmpty().allMatch(codes::contains);
        assertThat(refused).hasMessageContaining(says);
        assertThat(refused.getMessage()).doesNotContain(SECRET);
    }

    @Test
    void aProfileWithoutSuchAFormRefusesTheChannel() {
        InvalidDocumentException refused = catchThrowableOfType(
                InvalidDocumentException.class,
                () -> read(
                        "kafka: {brokers: ['h:1'], packages: p}, profile: pbcrc, settings: {provider: Z99999999H0001}"
                                .replace(
                                        ", profile",
                                        "}, u: {channel: kafka, kafka: {brokers: ['h:1'], packages: p}, profile")));
        assertThat(refused)
                .hasMessageContaining(
                        "target u channel: profile pbcrc is not spoken over kafka, choose another channel");
    }
}
