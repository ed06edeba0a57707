package org.creditconnector.mockregistry;

/**
 * How often an operation was called.
 *
 * @param requests all requests, also those a fault struck
 * @param faulted those a fault struck
 */
public record Arrivals(long requests, long faulted) {
    Arrivals plus(Arrivals other) {
        return new Arrivals(requests + other.requests, faulted + other.faulted);
    }
}
