package org.creditconnector.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.night.Nights;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A terminal in which commands are typed: streams that remember, an environment, a clock at 2026-11-22 01:00 in Shanghai. */
final class Terminal {
    private final Map<String, String> environment = new HashMap<>();
    private final FakeNights nights = new FakeNights();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Nights.Opener opener = (config, progress) -> nights;
    private boolean watched;
    private int exit = -1;
    private Clock clock = Clock.fixed(Instant.parse("2026-11-21T17:00:00Z"), ZoneOffset.UTC);

    Terminal(Path home) {
        environment.put("CREDIT_CONNECTOR_HOME", home.toString());
    }

    Terminal run(String... args) {
        out.reset();
        err.reset();
        exit = CreditConnector.run(surroundings(), args);
        return this;
    }

    Terminal watched(boolean byAPerson) {
        watched = byAPerson;
        return this;
    }

    /** Commands that work on nights get those of this opener in place of fakes. */
    Terminal with(Nights.Opener real) {
        opener = real;
        return this;
    }

    /** With the clock of this machine. */
    Terminal now() {
        clock = Clock.systemUTC();
        return this;
    }

    Terminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** All commands that do something, with their full names. */
    List<String> commands() {
        List<String> names = new ArrayList<>();
        collect(new CommandLine(new CreditConnector(surroundings())), "", names);
        return names;
    }

    private static void collect(CommandLine line, String prefix, List<String> names) {
        line.getSubcommands().forEach((name, below) -> {
            names.add(prefix + name);
            collect(below, prefix + name + " ", names);
        });
    }

    private Surroundings surroundings() {
        return new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                watched,
                environment,
                clock,
                opener);
    }

    FakeNights nights() {
        return nights;
    }

    int exit() {
        return exit;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static JsonNode parse(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
