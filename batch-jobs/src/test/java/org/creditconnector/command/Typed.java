package org.creditconnector.command;

import java.nio.file.Path;

/** Commands typed at a home directory, for tests of other packages. */
public final class Typed {
    private final Terminal terminal;

    /** @param home where the configuration is */
    public Typed(Path home) {
        this.terminal = new Terminal(home);
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
