package org.creditconnector.route;

import java.io.IOException;

/** The exchange body that goes into a Kafka question route: something that is looked up in a cluster. */
@FunctionalInterface
interface TopicQuestion {
    Object answer() throws IOException;
}
