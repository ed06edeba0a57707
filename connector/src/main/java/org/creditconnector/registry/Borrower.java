package org.creditconnector.registry;

import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyRole;
import org.jspecify.annotations.Nullable;

/** Whose account it is: the first party in the role of the borrower. */
public final class Borrower {
    private Borrower() {}

    /** The borrower of a record; null where it names none. */
    public static @Nullable Party of(CreditRecord record) {
        return record.getParties().stream()
                .filter(party -> party.getRole() == PartyRole.BORROWER)
                .findFirst()
                .orElse(null);
    }
}
