package org.creditconnector.delivery.kafka;

/**
 * A topic as its cluster describes it.
 *
 * @param name its name
 * @param id what tells it from another one of the same name, before or after it
 * @param partitions how many it has
 */
public record Topic(String name, String id, int partitions) {}
