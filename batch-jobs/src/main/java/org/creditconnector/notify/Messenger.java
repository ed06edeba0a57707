package org.creditconnector.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.creditconnector.config.NotifyConfig;
import org.creditconnector.config.NotifyConfig.Occasion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a notice to everybody who wants to hear of its occasion. A messenger that fails never changes what a run ended as. */
public final class Messenger {
    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);

    private final NotifyConfig config;

    /** @param config who hears of what */
    public Messenger(NotifyConfig config) {
        this.config = config;
    }

    /**
     * Tells.
     *
     * @return one sentence for each way that did not work, without secrets; empty when all went well
     */
    public List<String> tell(Notice notice) {
        List<String> problems = new ArrayList<>();
        NotifyConfig.Mail mail = config.mail();
        if (mail != null) {
            tell("mail", mail.on(), notice, () -> Mailing.send(mail, notice), problems);
        }
        NotifyConfig.Webhook webhook = config.webhook();
        if (webhook != null) {
            tell("webhook", webhook.on(), notice, () -> Webhook.send(webhook, notice), problems);
        }
        NotifyConfig.Command program = config.command();
        if (program != null) {
            tell("command", program.on(), notice, () -> Program.run(program, notice), problems);
        }
        return problems;
    }

    private static void tell(String way, Set<Occasion> on, Notice notice, Sending sending, List<String> problems) {
        if (!on.contains(notice.occasion())) {
            return;
        }
        try {
            sending.send();
            LOG.info("told {} by {}", notice.occasion(), way);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add("NOTIFY notify." + way + ": interrupted; nobody was told");
        } catch (Exception e) {
            // The night is what it is, whether or not somebody could be told.
            LOG.warn("nobody was told by {}", way, e);
            problems.add("NOTIFY notify." + way + ": " + sentence(e) + "; nobody was told, check the address");
        }
    }

    private static String sentence(Exception problem) {
        String message = problem.getMessage();
        return message == null
                ? problem.getClass().getSimpleName()
                : message.lines().findFirst().orElse(problem.getClass().getSimpleName());
    }

    /** One way of telling. */
    private interface Sending {
        void send() throws Exception;
    }
}
