package org.creditconnector.broker;

import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.creditconnector.config.BrokerConfig;
import org.creditconnector.config.BrokerConfig.Certificates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue in which a run offers key ranges and from which workers take them, on one connection that is not mended: whoever
 * holds it opens another when it is lost. Messages carry properties and no body. They are not kept by the broker over its own end,
 * for the ledger is the truth, and the run offers again what is left.
 *
 * <p>A worker gets one message at a time and has it until {@link Taken#done}: when its process dies, the broker gives the message to
 * the next worker at once. Used by one thread.
 */
public final class RangeQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RangeQueue.class);

    private static final String RUN = "run";
    private static final String RANGE = "range";
    private static final String TOKEN = "token";
    private static final String MAPPING = "mapping";
    private static final String NODE = "node";
    /** Offers in one transaction of the broker. */
    private static final int AT_ONCE = 500;

    private static final Duration CALL = Duration.ofSeconds(10);

    private final BrokerConfig config;
    private final String node;
    private final JMSContext context;
    private final Queue queue;
    private final ActiveMQConnectionFactory factory;
    private @Nullable JMSConsumer consumer;
    private volatile @Nullable JMSException lost;

    private RangeQueue(BrokerConfig config, String node, ActiveMQConnectionFactory factory, JMSContext context) {
        this.config = config;
        this.node = node;
        this.factory = factory;
        this.context = context;
        this.queue = context.createQueue(config.queue());
        context.setExceptionListener(gone -> lost = gone);
    }

    /**
     * Connects.
     *
     * @param node what both sides must have in common; offers of other nodes are not seen
     * @throws BrokerAwayException when nobody answers
     * @throws BrokerRefusedException when it does not let us in
     */
    public static RangeQueue open(BrokerConfig config, String node) {
        ActiveMQConnectionFactory factory = factory(config);
        try {
            JMSContext context =
                    factory.createContext(config.user(), config.password().value(), JMSContext.SESSION_TRANSACTED);
            return new RangeQueue(config, node, factory, context);
        } catch (JMSRuntimeException e) {
            factory.close();
            throw named(config, e);
        }
    }

    private static ActiveMQConnectionFactory factory(BrokerConfig config) {
        Map<String, Object> way = new HashMap<>();
        way.put(TransportConstants.HOST_PROP_NAME, config.url().getHost());
        way.put(TransportConstants.PORT_PROP_NAME, config.url().getPort());
        way.put(TransportConstants.NETTY_CONNECT_TIMEOUT, (int) CALL.toMillis());
        if (config.isEnciphered()) {
            way.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            way.put(TransportConstants.VERIFY_HOST_PROP_NAME, true);
            // What stands in the file counts, not what the process happens to have among its system properties.
            way.put(TransportConstants.FORCE_SSL_PARAMETERS, true);
            put(
                    way,
                    config.trustStore(),
                    TransportConstants.TRUSTSTORE_PATH_PROP_NAME,
                    TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME,
                    TransportConstants.TRUSTSTORE_TYPE_PROP_NAME);
            put(
                    way,
                    config.keyStore(),
                    TransportConstants.KEYSTORE_PATH_PROP_NAME,
                    TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
                    TransportConstants.KEYSTORE_TYPE_PROP_NAME);
        }
        ActiveMQConnectionFactory factory = ActiveMQJMSClient.createConnectionFactoryWithoutHA(
                JMSFactoryType.CF, new TransportConfiguration(NettyConnectorFactory.class.getName(), way));
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        factory.setCallTimeout(CALL.toMillis());
        // No message lies with a worker that works on another one.
        factory.setConsumerWindowSize(0);
        factory.setConnectionTTL(config.silence().toMillis());
        factory.setClientFailureCheckPeriod(config.silence().toMillis() / 2);
        return factory;
    }

    private static void put(
            Map<String, Object> way, @Nullable Certificates store, String path, String password, String type) {
        if (store != null) {
            way.put(path, store.path().toString());
            way.put(password, store.password().value());
            // Java's reader of PKCS#12 reads JKS as well.
            way.put(type, "PKCS12");
        }
    }

    /**
     * Offers ranges.
     *
     * @throws BrokerAwayException when the broker went away; some of them may be offered
     */
    public void offer(Collection<RangeOffer> offers) {
        demandAlive();
        try {
            JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            int open = 0;
            for (RangeOffer offer : offers) {
                Message message = context.createMessage();
                message.setLongProperty(RUN, offer.runId());
                message.setIntProperty(RANGE, offer.range());
                message.setLongProperty(TOKEN, offer.token());
                message.setStringProperty(MAPPING, offer.mapping());
                message.setStringProperty(NODE, node);
                producer.send(queue, message);
                if (++open == AT_ONCE) {
                    context.commit();
                    open = 0;
                }
            }
            context.commit();
        } catch (JMSRuntimeException e) {
            throw named(config, e);
        } catch (JMSException e) {
            throw away(config, e);
        }
    }

    /** An offer in a worker's hands. */
    public final class Taken {
        private final RangeOffer offer;
        private final boolean orphaned;

        private Taken(RangeOffer offer, boolean orphaned) {
            this.offer = offer;
            this.orphaned = orphaned;
        }

        /** What is offered. */
        public RangeOffer offer() {
            return offer;
        }

        /** Whether the broker has seen the end of a worker that had it before. */
        public boolean isOrphaned() {
            return orphaned;
        }

        /** Nobody else needs to get it. */
        public void done() {
            end(context::commit);
        }

        /** The next worker gets it, at once. */
        public void back() {
            end(context::rollback);
        }

        private void end(Runnable way) {
            demandAlive();
            try {
                way.run();
            } catch (JMSRuntimeException e) {
                throw named(config, e);
            }
        }
    }

    /**
     * Takes the next offer.
     *
     * @param wait how long at most
     * @return empty when there was none; an offer must be ended before the next one is taken
     * @throws BrokerAwayException when the broker went away
     */
    public Optional<Taken> take(Duration wait) {
        demandAlive();
        try {
            JMSConsumer from = listening();
            Message message = from.receive(wait.toMillis());
            if (message == null) {
                demandAlive();
                return Optional.empty();
            }
            RangeOffer offer = new RangeOffer(
                    message.getLongProperty(RUN),
                    message.getIntProperty(RANGE),
                    message.getLongProperty(TOKEN),
                    message.getStringProperty(MAPPING));
            return Optional.of(new Taken(offer, message.getJMSRedelivered()));
        } catch (JMSRuntimeException e) {
            throw named(config, e);
        } catch (JMSException e) {
            throw away(config, e);
        }
    }

    private JMSConsumer listening() {
        JMSConsumer from = consumer;
        if (from == null) {
            from = context.createConsumer(queue, NODE + " = '" + node + "'");
            consumer = from;
        }
        return from;
    }

    /**
     * Begins to listen, as a worker does, and takes nothing.
     *
     * @throws BrokerRefusedException when the user may not use the queue
     */
    public void look() {
        try {
            listening();
        } catch (JMSRuntimeException e) {
            throw named(config, e);
        }
    }

    /** Refuses when the connection was lost meanwhile. */
    public void demandAlive() {
        JMSException gone = lost;
        if (gone != null) {
            throw away(config, gone);
        }
    }

    private static RuntimeException named(BrokerConfig config, JMSRuntimeException problem) {
        if (problem instanceof JMSSecurityRuntimeException || problem instanceof InvalidDestinationRuntimeException) {
            return new BrokerRefusedException(
                    "BROKER-REFUSED " + config.url() + ": the broker does not let "
                            + (config.user().isEmpty() ? "a call without user" : "user " + config.user())
                            + " use the queue " + config.queue()
                            + "; look at broker.user and broker.password, and at the user's rights on the queue",
                    problem);
        }
        return away(config, problem);
    }

    private static BrokerAwayException away(BrokerConfig config, Exception problem) {
        return new BrokerAwayException(
                "BROKER-AWAY " + config.url() + ": the broker cannot be reached"
                        + (config.isEnciphered() ? ", or one side does not trust the other's certificate" : ""),
                problem);
    }

    @Override
    public void close() {
        try {
            context.close();
        } catch (JMSRuntimeException gone) {
            LOG.debug("the connection to the broker was gone already", gone);
        } finally {
            factory.close();
        }
    }
}
