package org.creditconnector.night;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The profile {@code registry-api} over the channel {@code kafka}, with a real broker. */
@Tag("long")
class KafkaTargetTest extends TargetContract {
    @TempDir
    static Path broker;

    private static TestKafka kafka;

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = TestKafka.open(broker);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Override
    OtherSide start() {
        return new KafkaSide(kafka);
    }
}
