package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.recovery.ResilientFileOutputStream;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogFileTest {
    @TempDir
    Path home;

    private Terminal terminal;

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                targets: {registry: {profile: registry-api, url: "http://127.0.0.1:1/"}}
                log: {level: debug}
                """);
        terminal = new Terminal(home);
    }

    /** The file is open until another log is opened; it must be let go before the directory is removed. */
    @AfterEach
    void close() {
        ((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    @Test
    void everythingOfOursGoesToTheFileAtTheConfiguredLevelOnOneLine() throws Exception {
        terminal.run("config", "check");

        LoggerFactory.getLogger("org.creditconnector.night").debug("first line\nforged line");
        LoggerFactory.getLogger("org.springframework.batch").info("not ours");

        assertThat(log()).contains("DEBUG").contains("first line | forged line").doesNotContain("not ours");
    }

    @Test
    void aFaultIsInTheLogWithItsStackTraceAndOnTheScreenWithout() throws Exception {
        terminal.nights().fails(new IllegalStateException("odd"));

        terminal.run("collect");

        assertThat(terminal.exit()).isEqualTo(70);
        assertThat(log())
                .contains("ERROR")
                .contains("IllegalStateException: odd")
                .contains("\tat org.creditconnector");
        assertThat(terminal.err())
                .contains("the log has the details: " + LogFile.in(home))
                .doesNotContain("\tat ");
    }

    @Test
    void aHomeThatCannotBeWrittenIsExitCode3() throws Exception {
        Path config = home.resolve("credit-connector.yaml");
        Path file = Files.writeString(home.resolve("file"), "not a directory");

        terminal.run("config", "check", "--config", config.toString(), "--home", file.toString());

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).startsWith("CONFIGURATION: the home directory " + file + " cannot be written");
    }

    /** The stream that logback itself writes a file by, on a disk that is full. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aLogWhoseDiskIsFullStopsNobody() throws Exception {
        terminal.run("config", "check");
        Path link = Files.createSymbolicLink(home.resolve("full"), Path.of("/dev/full"));
        var full = new ResilientFileOutputStream(link.toFile(), true, 64);
        full.setContext(file().getContext());
        file().setOutputStream(full);
        Logger night = LoggerFactory.getLogger("org.creditconnector.night");
        for (int line = 0; line < 200; line++) {
            night.info(
                    "line {}, longer than what the stream keeps before it writes, written to a disk that is full",
                    line);
        }
        assertThat(file().getContext().getStatusManager().getCopyOfStatusList())
                .as("it was tried")
                .anyMatch(status -> String.valueOf(status.getThrowable()).contains("No space left on device"));
    }

    @Test
    void aLogThatThrowsStopsNobody() {
        terminal.run("config", "check");
        file().setOutputStream(new OutputStream() {
            @Override
            public void write(int one) {
                throw new IllegalStateException("a fault of the library");
            }
        });
        terminal.run("collect");
        assertThat(terminal.exit()).isZero();
        file().setOutputStream(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        LoggerFactory.getLogger("org.creditconnector.night").info("goes nowhere");
        LoggerFactory.getLogger("org.creditconnector.night").info("goes nowhere");
    }

    private static RollingFileAppender<ILoggingEvent> file() {
        return (RollingFileAppender<ILoggingEvent>) ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .getAppender("file");
    }

    private String log() throws Exception {
        return Files.readString(LogFile.in(home));
    }
}
