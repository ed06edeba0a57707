package org.creditconnector.ledger;

/**
 * Proof that a lease was held: who carries an older number than the lease has now was overtaken and must not write.
 *
 * @param name what is leased, e.g. {@code target/city}
 * @param number fencing token, goes up with every new holder
 */
public record LeaseToken(String name, long number) {
    /** Name of the lease of a target. */
    public static String ofTarget(String target) {
        return "target/" + target;
    }
}
