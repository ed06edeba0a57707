package org.creditconnector.extract;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long one query of a source may run: a lock that nobody lifts, or a join that never ends, must not keep a night waiting for ever.
 *
 * @param longest whole seconds, at least one
 * @param wayOut what somebody can do beside mending the query, as the end of a sentence
 */
public record QueryLimit(Duration longest, String wayOut) {
    /** What a night grants where the configuration says nothing. */
    public static final Duration NIGHT = Duration.ofMinutes(30);

    /** What a command grants behind which a person waits, if the night does not grant less. */
    public static final Duration LOOK = Duration.ofMinutes(5);

    /** Of a command that looks at what is no configured source. */
    static final QueryLimit OF_LOOK = ofLook(NIGHT);

    private static final Logger LOG = LoggerFactory.getLogger(QueryLimit.class);

    /** Demands a whole number of seconds. */
    public QueryLimit {
        if (longest.toSeconds() < 1) {
            throw new IllegalArgumentException("a query may run for " + longest + ", expected a second or more");
        }
    }

    /** Of the nights of a source. */
    public static QueryLimit ofNight(String source, Duration longest) {
        return new QueryLimit(longest, "raise sources." + source + ".query-timeout");
    }

    /** Of a command that looks at a source whose nights have a limit of their own. */
    public static QueryLimit ofLook(Duration night) {
        return LOOK.compareTo(night) < 0
                ? new QueryLimit(
                        LOOK, "wait for the night, which grants " + text(night) + ": a command that looks does not")
                : new QueryLimit(night, "raise query-timeout of the source");
    }

    /** Sets it; the statement is given back. A driver that cannot limit a query is left without a limit. */
    <S extends Statement> S on(S statement) throws SQLException {
        try {
            statement.setQueryTimeout(Math.toIntExact(longest.toSeconds()));
        } catch (SQLFeatureNotSupportedException e) {
            LOG.warn("the driver cannot limit how long a query runs", e);
        }
        return statement;
    }

    /** One line about a query that was stopped. */
    SourceFaultException reached(String source, String query, SQLException cause) {
        return new SourceFaultException(
                SourceFaultException.Kind.UNAVAILABLE,
                "SRC-TIMEOUT source " + source + ": " + query + " was stopped after " + text(longest)
                        + ", expected an answer before that; see in the lender's database what it waits for (a lock) or lacks (an index"
                        + " on the range key), make range-size smaller, or " + wayOut + "; then run again",
                cause);
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
