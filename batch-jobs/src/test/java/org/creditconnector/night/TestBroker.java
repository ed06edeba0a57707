package org.creditconnector.night;

import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** A real broker on loopback, that can be stopped and started again on its port. */
public final class TestBroker implements AutoCloseable {
    static final String USER = "connector";
    static final String PASSWORD = "broker-secret-7f3a";
    static final String STORE_PASSWORD = "store-secret-91cd";

    private final int port;
    private final Path directory;
    private final boolean closed;
    private EmbeddedActiveMQ server;

    private TestBroker(Path directory, boolean closed) throws IOException {
        this.directory = directory;
        this.closed = closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    /** For everybody on this machine; not started yet. */
    public static TestBroker open(Path directory) throws IOException {
        return new TestBroker(directory, false);
    }

    /** Over TLS, for one user only; not started yet. */
    static TestBroker closed(Path directory) throws Exception {
        TestBroker broker = new TestBroker(directory, true);
        broker.certify();
        return broker;
    }

    /** Starts it; from then on it takes connections. */
    public TestBroker start() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(closed)
                .setJMXManagementEnabled(false);
        configuration.setBrokerInstance(directory.toFile());
        Map<String, Object> way = new HashMap<>();
        way.put(TransportConstants.HOST_PROP_NAME, "127.0.0.1");
        way.put(TransportConstants.PORT_PROP_NAME, port);
        if (closed) {
            way.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            way.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, keyStore().toString());
            way.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, STORE_PASSWORD);
            way.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
            Set<Role> all = Set.of(
                    new Role("nights", true, true, true, true, true, true, false, true, true, true, false, false));
            configuration.putSecurityRoles("#", all);
        }
        configuration.addAcceptorConfiguration(new TransportConfiguration(NettyAcceptorFactory.class.getName(), way));
        server = new EmbeddedActiveMQ().setConfiguration(configuration);
        if (closed) {
            server.setSecurityManager(new OneUser());
        }
        server.start();
        return this;
    }

    /** Stops it; what it held in memory is gone. */
    public void stop() throws Exception {
        server.stop();
    }

    /** Properties of the messages that lie in the queue, in the order of their names. */
    List<String> messages() throws Exception {
        List<String> messages = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
                JMSContext context = factory.createContext()) {
            Enumeration<?> lying = context.createBrowser(context.createQueue("credit-connector.ranges"))
                    .getEnumeration();
            while (lying.hasMoreElements()) {
                Message message = (Message) lying.nextElement();
                TreeSet<String> said = new TreeSet<>();
                for (Object name : Collections.list(message.getPropertyNames())) {
                    if (!name.toString().startsWith("JMSX")) {
                        said.add(name + "=" + message.getStringProperty(name.toString()));
                    }
                }
                messages.add(String.join(" ", said));
            }
        }
        return messages;
    }

    /** The section of the configuration; {@code more} are further lines of it. */
    public String section(String more) {
        return """
                broker:
                  url: %s://127.0.0.1:%d
                %s
                """.formatted(closed ? "ssl" : "tcp", port, more.indent(2).stripTrailing());
    }

    Path keyStore() {
        return directory.resolve("broker.p12");
    }

    Path trustStore() {
        return directory.resolve("trusted.p12");
    }

    private void certify() throws Exception {
        Path certificate = directory.resolve("broker.crt");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keystore",
                keyStore().toString());
        keytool("-exportcert", "-alias", "broker", "-keystore", keyStore().toString(), "-file", certificate.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-keystore",
                trustStore().toString(),
                "-file",
                certificate.toString());
    }

    private void keytool(String... arguments) throws Exception {
        List<String> call = new ArrayList<>();
        call.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        call.addAll(List.of(arguments));
        call.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        Process keytool = new ProcessBuilder(call).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    /** Lets in one user by name and password, and lets that one do everything. */
    private static final class OneUser implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return USER.equals(user) && PASSWORD.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
            return validateUser(user, password);
        }
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.stop();
        }
    }
}
