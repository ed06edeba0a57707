package org.creditconnector.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of the end of a run. What is told holds counts, totals and states, never borrower data.
 *
 * @param mail by mail; null for none
 * @param webhook by HTTP; null for none
 * @param command by a program; null for none
 */
public record NotifyConfig(
        @Nullable Mail mail,
        @Nullable Webhook webhook,
        @Nullable Command command) {
    /** What a run can end as, for those who want to hear of some ends only. */
    public enum Occasion {
        /** Reconciled without anything left to do. */
        SUCCESS,
        /** Held, waiting for sign-off or feedback, or reconciled with a work list: a person is wanted, nothing is wrong. */
        ATTENTION,
        /** Everything else. */
        FAILURE
    }

    /**
     * Mail over SMTP.
     *
     * @param host SMTP host
     * @param port SMTP port
     * @param tls whether STARTTLS is demanded
     * @param user SMTP user; empty for none
     * @param password by reference only
     * @param from sender
     * @param to receivers
     * @param on occasions
     * @param timeout longest wait
     */
    public record Mail(
            String host,
            int port,
            boolean tls,
            String user,
            Secret password,
            String from,
            List<String> to,
            Set<Occasion> on,
            Duration timeout) {}

    /**
     * A JSON document by POST.
     *
     * @param url address
     * @param secret key of the signature header; none for no signature
     * @param on occasions
     * @param timeout longest wait
     */
    public record Webhook(URI url, Secret secret, Set<Occasion> on, Duration timeout) {}

    /**
     * A program that gets the JSON document on its standard input.
     *
     * @param run program and arguments; no shell
     * @param on occasions
     * @param timeout longest wait, then it is ended
     */
    public record Command(List<String> run, Set<Occasion> on, Duration timeout) {}
}
