package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the registry finds when the end of a run is held against what arrived. */
class RunEndsTest {
    private static final String KEY = "run-end/BANK1/r";

    private final Registry registry = new Registry(new SettableClock(), true);
    private final RunEnds ends = new RunEnds(registry);
    private final Sha256 digest = new Sha256();
    private long bytes;

    @BeforeEach
    void twoPackagesArrive() {
        arrive(TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1)));
        arrive(TestPackage.of(2, TestItem.report("i2", "B", "2026-01-31", 1)));
    }

    private void arrive(TestPackage given) {
        byte[] body = given.bytes();
        registry.putPackage(given.id, Sha256.contentDigest(body), body, Scenarios.find("all-accepted"));
        long sequence = registry.sender(given.id).sequence();
        String sha256 = HexFormat.of().formatHex(new Sha256().bytes(body, 0, body.length));
        ends.arrived("BANK1", sequence, given.id, sha256, body.length);
        digest.line(sequence + " " + given.id + " " + sha256);
        bytes += body.length;
    }

    private String end() {
        List<String> ids = List.of(TestPackage.of(1).id, TestPackage.of(2).id);
        return Json.object()
                .put("run", "r")
                .put("lender", "BANK1")
                .put("packages", 2)
                .put("items", 2)
                .put("bytes", bytes)
                .put("digest", digest.hex())
                .set("totals", registry.contents(ids).totals().json())
                .toString()
                .replace("\"digest\"", "\"sequences\":[[1,2]],\"digest\"");
    }

    private List<String> differences(String end) {
        ends.told(KEY, end.getBytes(StandardCharsets.UTF_8));
        return ends.seen().get(0).differences();
    }

    @Test
    void whatIsAllThereHasNoDifferenceHoweverOftenItIsTold() {
        String end = end();
        assertThat(differences(end)).isEmpty();
        assertThat(differences(end)).isEmpty();
        assertThat(ends.seen()).containsExactly(new RunEndSeen("r", "BANK1", 2, 2, 2, List.of()));
    }

    @Test
    void aPackageThatNeverCameIsMissed() {
        assertThat(differences(end().replace("[[1,2]]", "[[1,3]]").replace("\"packages\":2", "\"packages\":3")))
                .containsExactly("It states 3 packages, there are 2.");
    }

    @Test
    void eachFigureThatIsNotAsItSaysIsNamed() {
        String wrong = end().replace("\"bytes\":" + bytes, "\"bytes\":7")
                .replaceFirst("\"digest\":\"..", "\"digest\":\"zz")
                .replace("\"items\":2,", "\"items\":3,")
                .replaceFirst("\"principal\":\"", "\"principal\":\"1");
        assertThat(differences(wrong))
                .contains("It states 7 bytes, there are " + bytes + ".", "The digest over the packages is another one.")
                .contains("It states 3 items, there are 2.")
                .anyMatch(difference -> difference.matches("The sums differ in [A-Z]{3}\\.principal\\."));
    }

    @Test
    void whatIsNoEndOfARunIsSaid() {
        assertThat(differences("{\"run\":1}"))
                .containsExactly("The end of a run cannot be read: run or lender is missing.");
        assertThat(differences("nonsense")).hasSize(1);
    }
}
