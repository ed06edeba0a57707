/** Topics of a Kafka cluster: one that packages are written to, one that answers are read from. */
@NullMarked
package org.creditconnector.delivery.kafka;

import org.jspecify.annotations.NullMarked;
