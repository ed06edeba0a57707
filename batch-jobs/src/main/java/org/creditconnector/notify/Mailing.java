package org.creditconnector.notify;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.creditconnector.config.NotifyConfig;
import org.jspecify.annotations.Nullable;

/** A notice as a plain text mail over SMTP. */
final class Mailing {
    private Mailing() {}

    static void send(NotifyConfig.Mail config, Notice notice) throws MessagingException {
        MimeMessage mail = new MimeMessage(session(config));
        mail.setFrom(new InternetAddress(config.from()));
        for (String to : config.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        mail.setSubject(notice.subject(), StandardCharsets.UTF_8.name());
        mail.setText(notice.text(), StandardCharsets.UTF_8.name());
        Transport.send(mail);
    }

    private static Session session(NotifyConfig.Mail config) {
        String millis = String.valueOf(config.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", config.host());
        properties.put("mail.smtp.port", String.valueOf(config.port()));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.starttls.enable", String.valueOf(config.tls()));
        properties.put("mail.smtp.starttls.required", String.valueOf(config.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", String.valueOf(!config.user().isEmpty()));
        return Session.getInstance(properties, config.user().isEmpty() ? null : new Account(config));
    }

    private static final class Account extends Authenticator {
        private final NotifyConfig.Mail config;

        Account(NotifyConfig.Mail config) {
            this.config = config;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(config.user(), config.password().value());
        }
    }
}
