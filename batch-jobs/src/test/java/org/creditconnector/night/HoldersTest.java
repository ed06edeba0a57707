package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who is called dead loses a lease at once, so only who certainly is dead may be. */
class HoldersTest {
    private static final String SELF = Holders.self();

    @Test
    void thisProcessLives() {
        assertThat(Holders.isDead(SELF)).isFalse();
        assertThat(Holders.shown(SELF))
                .startsWith(ProcessHandle.current().pid() + "@")
                .doesNotContain("/");
    }

    @Test
    void aProcessThatEndedIsDead() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        assertThat(Holders.isDead(Holders.name(process.pid(), "1"))).isTrue();
    }

    @Test
    void anotherProcessWithTheNumberOfADeadOneIsNotTakenForIt() {
        assertThat(Holders.isDead(SELF.replaceFirst("/[0-9]+$", "/1"))).isTrue();
    }

    @Test
    void ofOtherMachinesNothingIsSaid() {
        assertThat(Holders.isDead(SELF.replaceFirst("@[^/]*", "@elsewhere").replaceFirst("[0-9]+$", "1")))
                .isFalse();
        assertThat(Holders.isDead(SELF.replaceFirst("/[^/]*/[0-9]+$", "/another-start-of-it/1")))
                .isFalse();
        assertThat(Holders.isDead(SELF.replaceFirst("/[^/]*/[0-9]+$", "//1"))).isFalse();
    }

    @Test
    void anUnknownKindOfNameIsLeftAlone() {
        assertThat(Holders.isDead("999999@" + SELF.replaceAll(".*@|/.*", ""))).isFalse();
        assertThat(Holders.isDead("")).isFalse();
    }
}
