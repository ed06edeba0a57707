package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.creditconnector.mockregistry.Effect;
import org.creditconnector.mockregistry.KafkaDoor;
import org.creditconnector.mockregistry.MockRegistry;
import org.creditconnector.mockregistry.RunEndSeen;
import org.creditconnector.registry.ChannelPowers;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;

/** The reference registry over Kafka, with topics of its own on a broker that others use too. */
final class KafkaSide implements OtherSide {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestKafka kafka;
    private final MockRegistry registry = MockRegistry.start();
    private KafkaDoor door;
    private final int packagesBefore;
    final String packages = "packages-" + NUMBER.incrementAndGet();
    final String answers = "answers-" + NUMBER.get();
    private String lacks = "";
    private String rejects = "";

    KafkaSide(TestKafka kafka) {
        this.kafka = kafka;
        try {
            kafka.topic(packages, 3, Map.of());
            kafka.topic(answers, 2, Map.of());
            this.door = registry.openKafka(kafka.inside(), packages, answers);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        this.packagesBefore = kafka.wire().packages();
    }

    private void play() {
        registry.scenarioPage("description: As the test wants it.\n" + lacks + rejects);
    }

    @Override
    public String configuration() {
        return """
                profile: registry-api
                channel: kafka
                connect-timeout: 5s
                answer-timeout: 2s
                kafka: {brokers: ["%s"], packages: %s, answers: %s, tls: false}
                """.formatted(kafka.brokers(), packages, answers);
    }

    /** While the night waits the registry works through what lies there. */
    @Override
    public Pauses pauses() {
        QuickPauses quick = new QuickPauses();
        return new Pauses() {
            @Override
            public boolean pause(Duration pause, BooleanSupplier calledOff) {
                if (kafka.isUp()) {
                    catchUp();
                }
                return quick.pause(pause, calledOff);
            }

            @Override
            public long nanoTime() {
                return quick.nanoTime();
            }
        };
    }

    void catchUp() {
        try {
            if (!door.awaitCaughtUp(PATIENCE)) {
                throw new UncheckedIOException(new IOException("the registry does not get on"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answers topic is lost and made again under its name; the registry writes all its answers once more. */
    void makeAnswersAnew() throws Exception {
        door.close();
        kafka.removeTopic(answers);
        kafka.topic(answers, 1, Map.of());
        door = registry.openKafka(kafka.inside(), packages, answers);
        catchUp();
    }

    List<RunEndSeen> runEnds() {
        catchUp();
        return registry.runEnds();
    }

    @Override
    public Powers declared() {
        return Registries.shipped()
                .profile("registry-api")
                .powers()
                .without(ChannelPowers.lackedBy(new org.creditconnector.delivery.KafkaSettings(
                        List.of(kafka.brokers()), packages, answers, false, null, null, null, 1_000_000)));
    }

    @Override
    public void lack(Set<Power> powers) {
        lacks = "lacks: [" + powers.stream().map(Power::key).collect(Collectors.joining(", ")) + "]\n";
        play();
    }

    @Override
    public void loseNextAnswer() {
        kafka.wire().lose(LossyWire.Loss.ACKNOWLEDGEMENT);
    }

    @Override
    public void loseNextPackage() {
        kafka.wire().lose(LossyWire.Loss.PACKAGE);
    }

    @Override
    public void reject(String accountKey) {
        rejects = "rejects: [{code: X1, message: Blocked., subjects: ['account:" + accountKey + "']}]\n";
        play();
    }

    /** Without the ends of runs. */
    @Override
    public long arrivals() {
        return kafka.wire().packages()
                - packagesBefore
                - registry.runEnds().stream().mapToInt(RunEndSeen::times).sum();
    }

    @Override
    public List<String> kept() {
        catchUp();
        return registry.effects().stream()
                .filter(effect -> effect.kind() == Effect.Kind.PACKAGE_KEPT)
                .map(Effect::packageId)
                .toList();
    }

    @Override
    public List<String> effective() {
        catchUp();
        return registry.effects().stream()
                .filter(effect -> effect.kind() == Effect.Kind.ITEM_ACCEPTED)
                .map(Effect::item)
                .map(item -> item.subject().replace("account:", "") + " " + item.sequence() + " " + item.kind())
                .toList();
    }

    @Override
    public void close() {
        door.close();
        registry.close();
    }
}
