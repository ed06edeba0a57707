package org.creditconnector.command;

import java.nio.file.Path;
import org.creditconnector.night.Nights;

/** Commands typed at a home directory, for tests of other packages. */
public final class Typed {
    private final Terminal terminal;

    /** @param home where the configuration is */
    public Typed(Path home) {
        this.terminal = new Terminal(home);
    }

    /** Commands that work on nights get those of this opener in place of fakes. */
    public Typed with(Nights.Opener real) {
        terminal.with(real);
        return this;
    }

    /** Types a command; returns its exit code. */
    public int run(String... words) {
        return terminal.run(words).exit();
    }

    /** What the last command said. */
    public String out() {
        return terminal.out();
    }

    /** What the last command complained of. */
    public String err() {
        return terminal.err();
    }
}
