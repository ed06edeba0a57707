package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.creditconnector.mockregistry.KafkaDoor;
import org.creditconnector.mockregistry.MockRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that wants TLS, a login and rights: what the real program says of each that lacks, and that no secret is ever said. */
@Tag("long")
class KafkaLoginTest {
    private static final String PACKAGES = "credit-packages";
    private static final String ANSWERS = "credit-answers";
    private static final String WRONG = "some-\"other\\-9d10";

    @TempDir
    static Path broker;

    @TempDir
    Path home;

    private static TestKafka kafka;

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = TestKafka.closed(broker);
        kafka.topic(PACKAGES, 1, Map.of());
        kafka.topic(ANSWERS, 1, Map.of());
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    private String target(String password, boolean trusted) {
        return """
                profile: registry-api
                channel: kafka
                connect-timeout: 3s
                kafka: {brokers: ["%s"], packages: %s, answers: %s, user: %s, password: "${file:%s}"%s}
                """.formatted(
                        kafka.brokers(),
                        PACKAGES,
                        ANSWERS,
                        TestKafka.USER,
                        password,
                        trusted
                                ? ", trust-store: {path: \"" + TestCertificates.trusted(broker)
                                        + "\", password: \"${file:store-password}\"}"
                                : "");
    }

    @Test
    void whatLacksIsOneLineAndNoSecretIsEverSaid() throws Exception {
        Files.writeString(home.resolve("password"), TestKafka.PASSWORD);
        Files.writeString(home.resolve("wrong-password"), WRONG);
        Files.writeString(home.resolve("store-password"), TestKafka.STORE_PASSWORD);
        List<String> said = new ArrayList<>();
        try (NightFixture night = new NightFixture(home);
                MockRegistry registry = MockRegistry.start();
                KafkaDoor door = registry.openKafka(kafka.inside(), PACKAGES, ANSWERS)) {
            night.target = "feedback-wait: 60s";
            night.lender.write(night.files());

            night.where = target("password", false);
            assertThat(check(night, said, 8)).contains("TLS failed", "check trust-store and key-store");
            night.where = target("wrong-password", true);
            assertThat(check(night, said, 8))
                    .contains(
                            "the brokers do not let user connector in by SCRAM-SHA-512; check user, password and mechanism");
            night.where = target("password", true);
            assertThat(check(night, said, 8)).contains("user connector may not use topic credit-packages");
            kafka.allow(PACKAGES, AclOperation.DESCRIBE);
            assertThat(check(night, said, 8))
                    .contains(
                            "user connector may not write to topic credit-packages; have the registry's operator grant it");
            assertThat(run(night, said, 8))
                    .contains(
                            "was not taken in",
                            "user connector may not write to topic credit-packages",
                            "nothing was sent");
            kafka.allow(PACKAGES, AclOperation.WRITE);
            assertThat(check(night, said, 8)).contains("user connector may not use topic credit-answers");
            kafka.allow(ANSWERS, AclOperation.READ);
            assertThat(check(night, said, 0))
                    .contains(
                            "topic credit-packages (1 partition) can be written, topic credit-answers (1 partition) can be read");
            run(night, said, 0);
            assertThat(registry.effects().stream().filter(effect -> effect.item() != null))
                    .hasSize(ACCOUNTS);
            assertThat(door.awaitCaughtUp(java.time.Duration.ofSeconds(30))).isTrue();
            assertThat(registry.runEnds())
                    .singleElement()
                    .satisfies(end -> assertThat(end.differences()).isEmpty());
        }
        try (Stream<Path> logs = Files.walk(home.resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                said.add(Files.readString(log));
            }
        }
        assertThat(said)
                .hasSizeGreaterThan(8)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(TestKafka.PASSWORD)
                        .doesNotContain(TestKafka.PASSWORD.replace("\\", "\\\\").replace("\"", "\\\""))
                        .doesNotContain("9d10")
                        .doesNotContain(TestKafka.STORE_PASSWORD));
    }

    private String check(NightFixture night, List<String> said, int exit) throws Exception {
        return call(night, said, exit, "target", "check", NightFixture.TARGET);
    }

    private String run(NightFixture night, List<String> said, int exit) throws Exception {
        return call(night, said, exit, "run", "--debug", "--date", FRIDAY.toString());
    }

    private String call(NightFixture night, List<String> said, int exit, String... arguments) throws Exception {
        night.config();
        try (ChildProcess process = ChildProcess.start(home, arguments)) {
            int ended = process.exit();
            String words = process.standardOutput() + process.standardError();
            said.add(words);
            assertThat(ended).as(words).isEqualTo(exit);
            return words;
        }
    }
}
