package org.creditconnector.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log: everything in {@code logs/credit-connector.log} under the home directory, rolled by day and size; warnings on standard
 * error too. It is set up before the application context starts, which is told to leave it alone. Personal values never
 * get here in the clear: findings are masked where they are made and records show no values, so the log needs no masking of
 * its own.
 */
final class LogFile {
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} - %replace(%msg){'[\\r\\n]+', ' | '}%n";

    private LogFile() {}

    /** Where the log is. */
    static Path in(Path home) {
        return home.resolve("logs").resolve("credit-connector.log");
    }

    /**
     * Opens the log of a home directory.
     *
     * @throws CommandException when it cannot be written there
     */
    static void open(ConnectorConfig config) {
        Path file = in(config.home());
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "the home directory " + config.home() + " cannot be written; create it or name another with --home",
                    e);
        }
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(rollingFile(context, file, config.log()));
        root.addAppender(standardError(context));
        context.getLogger("org.creditconnector")
                .setLevel(Level.toLevel(config.log().level()));
    }

    private static RollingFileAppender<ILoggingEvent> rollingFile(
            LoggerContext context, Path file, ConnectorConfig.LogConfig log) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context, LINE));
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(
                file.resolveSibling("credit-connector.%d{yyyy-MM-dd}.%i.log.gz").toString());
        policy.setMaxFileSize(new FileSize(log.megabytes() * FileSize.MB_COEFFICIENT));
        policy.setMaxHistory(log.days());
        policy.start();
        appender.setRollingPolicy(policy);
        appender.setTriggeringPolicy(policy);
        appender.start();
        return appender;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("standard error");
        appender.setTarget("System.err");
        // The stack trace stays in the file.
        appender.setEncoder(encoder(context, "%-5level %replace(%msg){'[\\r\\n]+', ' | '}%n%nopex"));
        appender.addFilter(new ForPeople());
        appender.start();
        return appender;
    }

    /**
     * Our own warnings, but of those who speak to the person themselves. What libraries say stays in the file: a person can do nothing
     * about it, and what matters of it is in our own sentences.
     */
    private static final class ForPeople extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            String logger = event.getLoggerName();
            boolean ours = logger.startsWith("org.creditconnector.");
            boolean toldAlready =
                    logger.startsWith("org.creditconnector.command") || logger.startsWith("org.creditconnector.notify");
            return ours && !toldAlready && event.getLevel().isGreaterOrEqual(Level.WARN)
                    ? FilterReply.NEUTRAL
                    : FilterReply.DENY;
        }
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }
}
