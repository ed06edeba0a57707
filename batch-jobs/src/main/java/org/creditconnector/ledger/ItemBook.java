package org.creditconnector.ledger;

/**
 * The item book of a run. {@code staged} is what the ranges counted when they were stored, the others are counted by state now.
 *
 * @param staged items made
 * @param unsent not with the registry
 * @param unanswered sent, or perhaps sent, and no verdict yet
 * @param accepted accepted by the registry
 * @param rejected rejected by the registry
 * @param withdrawn taken back by a person before they were sent
 * @param superseded replaced by a newer item before they were sent
 */
public record ItemBook(
        long staged, long unsent, long unanswered, long accepted, long rejected, long withdrawn, long superseded) {
    /** Whether no item is lost or counted twice. */
    public boolean balances() {
        return staged == unsent + unanswered + accepted + rejected + withdrawn + superseded;
    }
}
