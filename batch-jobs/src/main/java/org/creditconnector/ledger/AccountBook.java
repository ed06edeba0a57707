package org.creditconnector.ledger;

/**
 * The account book of a run. {@code extracted} is what the source counted, the others what was booked, so that an account that got
 * lost between the two shows.
 *
 * @param extracted accounts counted at the source
 * @param held kept back by a finding
 * @param unchanged nothing new to say
 * @param notDue no report date has come
 * @param waiting an earlier item has no verdict yet
 * @param reported at least one item was staged
 * @param openBefore accounts known to be open before the run
 * @param seenAgain of those, seen in it, also under a new key of which the registry is told
 * @param vanished of those, not seen; 0 until all ranges are stored
 */
public record AccountBook(
        long extracted,
        long held,
        long unchanged,
        long notDue,
        long waiting,
        long reported,
        long openBefore,
        long seenAgain,
        long vanished) {
    /** Whether no account is lost or counted twice. */
    public boolean balances() {
        return extracted == held + unchanged + notDue + waiting + reported;
    }

    /** Whether every account that was open before was seen or is listed as vanished. */
    public boolean openBalances() {
        return openBefore == seenAgain + vanished;
    }
}
