package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RunEnd;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.faults.ChangedWay;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mockregistry.RunEndSeen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights over Kafka with a real broker: what stands in the topics, and what happens when broker, topics or answers are not as they should be. */
@Tag("long")
class KafkaNightTest {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final int PACKAGES = 3;

    @TempDir
    static Path broker;

    private static TestKafka kafka;

    @TempDir
    Path home;

    private KafkaSide registry;
    private NightFixture night;

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = TestKafka.open(broker);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void open() throws Exception {
        registry = new KafkaSide(kafka);
        night = new NightFixture(home, new StoreSettings("jdbc:h2:file:" + home.resolve("store"), "sa", ""));
        night.where = registry.configuration();
        night.parts = night.parts.pauses(registry.pauses());
    }

    @AfterEach
    void close() {
        night.close();
        registry.close();
    }

    private void assertReconciled(RunReport run) {
        assertThat(run.cause())
                .isEqualTo(
                        "the registry gives no statement: our books were compared with the source and the feedback only");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.accounts().balances()).isTrue();
        assertThat(run.items().balances()).isTrue();
    }

    private void assertEachAccountOnce() {
        assertThat(registry.effective())
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, number -> number + 1)
                        .limit(ACCOUNTS)
                        .map(number -> key(number) + " 1 REPORT")
                        .toList());
        assertThat(registry.kept()).doesNotHaveDuplicates();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.US_ASCII);
    }

    /** Puts something between the night and the real way to the registry. */
    private interface Change {
        RegistryConnection of(RegistryConnection real);
    }

    private void change(Change change) {
        night.parts = night.parts.connections((routes, endpoint) -> change.of(routes.connect(endpoint)));
        night.reopen();
    }

    private void asItIs() {
        change(real -> real);
    }

    // ------------------------------------------------------------------ what stands in the topic

    @Test
    void everyPackageStandsInOrderUnderItsIdAndTheEndOfTheRunBehindThem() throws Exception {
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();

        List<ConsumerRecord<String, byte[]>> records = kafka.records(registry.packages);
        assertThat(records)
                .extracting(ConsumerRecord::partition)
                .as("one lender, one partition")
                .containsOnly(records.get(0).partition());
        assertThat(records)
                .extracting(record -> header(record, "type"))
                .containsExactly("package", "package", "package", "run-end");
        assertThat(records.subList(0, PACKAGES)).extracting(ConsumerRecord::key).isEqualTo(registry.kept());
        assertThat(records.subList(0, PACKAGES))
                .extracting(record -> header(record, "sequence") + " " + header(record, "item-count") + " "
                        + header(record, "lender") + " " + header(record, "business-date") + " "
                        + header(record, "content-type"))
                .containsExactly(
                        "1 4 TINY 2024-03-22 application/vnd.apache.avro",
                        "2 4 TINY 2024-03-22 application/vnd.apache.avro",
                        "3 2 TINY 2024-03-22 application/vnd.apache.avro");
        assertThat(new String(records.get(PACKAGES).value(), StandardCharsets.UTF_8))
                .startsWith(
                        "{\"run\":\"registry/tiny/2024-03-22/1\",\"lender\":\"TINY\",\"businessDate\":\"2024-03-22\","
                                + "\"packages\":3,\"items\":10,\"bytes\":")
                .contains("\"sequences\":[[1,3]]", "\"totals\":{\"EUR\":{\"items\":10,\"principal\":\"3000.000000\"");
        assertThat(registry.runEnds())
                .containsExactly(new RunEndSeen("registry/tiny/2024-03-22/1", "TINY", 1, 3, 10, List.of()));
        assertThat(night.rows("select receipt from submission_package order by sequence"))
                .extracting(row -> String.valueOf(row.get("receipt")))
                .allSatisfy(receipt -> assertThat(receipt)
                        .matches("topic=" + registry.packages
                                + " partition=\\d offset=\\d+ sha256=[0-9a-f]{64} bytes=\\d+"));
    }

    @Test
    void aNightWithNothingToTellEndsTooAndItsEndSaysSo() throws Exception {
        assertReconciled(night.run(FRIDAY));
        assertReconciled(night.run(SATURDAY));
        assertThat(registry.runEnds())
                .extracting(seen -> seen.run() + " " + seen.packages() + " " + seen.differences())
                .containsExactly("registry/tiny/2024-03-22/1 3 []", "registry/tiny/2024-03-23/1 0 []");
    }

    @Test
    void whoDiesBehindTheEndOfARunTellsItAgainAndItHasOneEffect() throws Exception {
        change(real -> new ChangedWay(real) {
            @Override
            public DeliveryOutcome endRun(RunEnd end, Runnable lastCheck) {
                assertThat(real.endRun(end, lastCheck)).isInstanceOf(DeliveryOutcome.Received.class);
                throw new IllegalStateException("dead");
            }
        });
        RunReport dead = night.run(FRIDAY);
        assertThat(dead.exit()).isEqualTo(ExitCode.BUG);
        assertThat(dead.state()).isEqualTo("RELEASED");
        asItIs();
        assertReconciled(night.run(FRIDAY));
        assertThat(registry.runEnds())
                .containsExactly(new RunEndSeen("registry/tiny/2024-03-22/1", "TINY", 2, 3, 10, List.of()));
        List<ConsumerRecord<String, byte[]>> ends = kafka.records(registry.packages).stream()
                .filter(record -> header(record, "type").equals("run-end"))
                .toList();
        assertThat(ends).extracting(ConsumerRecord::key).containsOnly("run-end/TINY/registry/tiny/2024-03-22/1");
        assertThat(ends.get(0).value())
                .as("the same bytes")
                .isEqualTo(ends.get(1).value());
        assertEachAccountOnce();
    }

    @Test
    void aLostPackageAndALostAcknowledgementComeAgainUnderTheSameIdWithTheSameBytes() throws Exception {
        registry.loseNextAnswer();
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
        List<ConsumerRecord<String, byte[]>> records = kafka.records(registry.packages);
        assertThat(records).hasSize(PACKAGES + 2);
        assertThat(records.get(1).key()).isEqualTo(records.get(0).key());
        assertThat(header(records.get(1), "content-digest")).isEqualTo(header(records.get(0), "content-digest"));
        assertThat(records.get(1).value()).isEqualTo(records.get(0).value());
        assertThat(registry.runEnds())
                .allSatisfy(seen -> assertThat(seen.differences()).isEmpty());
    }

    // ------------------------------------------------------------------ the broker

    @Test
    void aBrokerThatIsAwayEndsTheNightWithASentenceAndALaterRunGoesOn() throws Exception {
        night.where = registry.configuration().replace("connect-timeout: 5s", "connect-timeout: 500ms");
        kafka.stop();
        try {
            RunReport away = night.run(FRIDAY);
            assertThat(away.exit()).isEqualTo(ExitCode.TARGET_DOWN);
            assertThat(away.state()).isEqualTo("RELEASED");
            assertThat(away.cause())
                    .matches(
                            "package \\S+ was not taken in after 4 tries: registry: no answer within 500 ms of 127\\.0\\.0\\.1:\\d+;"
                                    + " see whether the brokers are up; nothing was sent; .*");
        } finally {
            kafka.start();
        }
        night.where = registry.configuration();
        night.reopen();
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
        assertThat(registry.runEnds()).extracting(RunEndSeen::times).containsExactly(1);
    }

    @Test
    void aBrokerThatGoesInTheMiddleLeavesNoEndOfARunAndNothingIsTwice() throws Exception {
        night.packageItems = 1;
        night.where = registry.configuration().replace("connect-timeout: 5s", "connect-timeout: 500ms");
        AtomicInteger sent = new AtomicInteger();
        change(real -> new ChangedWay(real) {
            @Override
            public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
                if (sent.incrementAndGet() == 5) {
                    kafka.stop();
                }
                return super.deliver(manifest, file);
            }
        });
        try {
            RunReport away = night.run(FRIDAY);
            assertThat(away.exit()).isEqualTo(ExitCode.TARGET_DOWN);
            assertThat(away.state()).isEqualTo("RELEASED");
            assertThat(night.rows("select state from submission_package order by sequence"))
                    .extracting(row -> row.get("state"))
                    .startsWith("RECEIVED", "RECEIVED", "RECEIVED", "RECEIVED", "BUILT", "BUILT");
        } finally {
            kafka.start();
        }
        assertThat(registry.runEnds()).isEmpty();
        night.where = registry.configuration();
        asItIs();
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
        assertThat(registry.runEnds()).extracting(RunEndSeen::differences).containsExactly(List.of());
    }

    // ------------------------------------------------------------------ topics

    @Test
    void aTopicThatIsNotThereIsNamed() throws Exception {
        night.where = registry.configuration().replace("packages: " + registry.packages, "packages: nowhere");
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(run.cause())
                .contains(
                        "registry: there is no topic nowhere; have the registry's operator make it, or correct its name;"
                                + " nothing was sent");
        night.where = registry.configuration().replace("answers: " + registry.answers, "answers: silence");
        night.reopen();
        RunReport silent = night.run(FRIDAY);
        assertThat(silent.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(silent.state()).isEqualTo("DELIVERED");
        assertThat(silent.cause())
                .startsWith("registry: asked kafka://127.0.0.1:")
                .contains(
                        " for feedback, got no usable answer: there is no topic silence; have the registry's operator");
        night.where = registry.configuration();
        night.reopen();
        assertReconciled(night.run(FRIDAY));
    }

    @Test
    void aPackageThatATopicDoesNotTakeIsRefusedAndGoesInSmallerOnes() throws Exception {
        String small = "small-" + registry.packages;
        kafka.topic(small, 1, Map.of("max.message.bytes", "40000"));
        night.where = registry.configuration().replace("packages: " + registry.packages, "packages: " + small);
        RunReport large = night.run(FRIDAY);
        assertThat(large.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(large.cause())
                .matches(
                        "package \\S+ was refused: registry: topic " + small + " does not take a record of this size .*"
                                + "lower limits\\.bytes, or have the topic's max\\.message\\.bytes raised and record-bytes with it.*");
        assertThat(large.next()).startsWith("retry-package ");
        try (Store store = Store.open(night.store)) {
            new SubmissionLedger(store).returnItems(large.next().split(" ")[1], "Ada", "they take more now");
        }
        night.where = registry.configuration();
        night.reopen();
        assertReconciled(night.run(FRIDAY));
        assertEachAccountOnce();
        assertThat(registry.runEnds())
                .as("the refused package never stood in a topic")
                .extracting(seen -> seen.packages() + " " + seen.differences())
                .containsExactly("3 []");
    }

    // ------------------------------------------------------------------ answers

    @Test
    void anAnswerThatCannotBeReadIsKeptOutAndTheOthersAreTaken() throws Exception {
        String id = "5a1c9e0e-7a52-4f1b-9c43-2f8f2f6d1c11";
        kafka.write(registry.answers, id, new byte[] {(byte) 0xC3, 0x28});
        kafka.write(registry.answers, id, "accepted, all of it".getBytes(StandardCharsets.UTF_8));
        kafka.write(registry.answers, "another", answer(id));
        kafka.write(registry.answers, id, answer(id));
        RunReport run = night.run(FRIDAY);
        assertThat(night.rows(
                        "select problem, rule_id from feedback_inbox where state = 'QUARANTINED' order by inbox_id"))
                .extracting(row -> row.get("rule_id") + ": " + row.get("problem"))
                .containsExactlyInAnyOrder(
                        "FEEDBACK-UNREADABLE: the answer of 2 bytes is not UTF-8",
                        "FEEDBACK-UNREADABLE: the answer of 19 bytes is not JSON",
                        "FEEDBACK-UNREADABLE: the record's key is another, expected the package " + id
                                + " that its answer is about",
                        "FEEDBACK-FOREIGN: null");
        if (run.exit() == ExitCode.PENDING) {
            registry.catchUp();
            run = night.run(FRIDAY);
        }
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.items().accepted()).isEqualTo(ACCOUNTS);
        assertThat(run.items().balances()).isTrue();
    }

    private static byte[] answer(String packageId) {
        return ("{\"feedbackId\":\"X1\",\"packageId\":\"" + packageId
                        + "\",\"createdAt\":\"2024-03-22T20:00:00Z\",\"outcome\":\"rejected\",\"accepted\":0,\"rejected\":1,"
                        + "\"items\":[{\"itemId\":\"x\",\"verdict\":\"rejected\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerSeenTwiceAndAnAnswersTopicMadeAnewChangeNothing() throws Exception {
        assertReconciled(night.run(FRIDAY));
        List<ConsumerRecord<String, byte[]>> answers = kafka.records(registry.answers);
        assertThat(answers).hasSize(PACKAGES);
        for (ConsumerRecord<String, byte[]> again : answers) {
            kafka.write(registry.answers, again.key(), again.value());
        }
        night.lender.pay(3, 2, "23.03.2024", "110.00");
        RunReport next = night.run(SATURDAY);
        assertReconciled(next);
        assertThat(night.ask("select count(*) from feedback_inbox", Long.class)).isEqualTo(PACKAGES + 1);

        registry.makeAnswersAnew();
        assertThat(kafka.records(registry.answers)).hasSize(PACKAGES + 1);
        night.lender.pay(5, 2, "24.03.2024", "110.00");
        RunReport anew = night.run(new RunRequest(TARGET, TinyLender.NAME, SATURDAY.plusDays(1), null));
        assertReconciled(anew);
        assertThat(anew.notes())
                .anySatisfy(note -> assertThat(note)
                        .contains("the answers topic is another one than the one that was read before")
                        .endsWith(
                                "its feedback was read again from the beginning, where what is known changes nothing"));
    }
}
