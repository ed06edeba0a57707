package org.creditconnector.synthetic;

import java.time.LocalDate;

/**
 * One due date.
 *
 * @param bookedOn first night that knows it
 * @param supersededOn first night that knows another one in its place; {@link Ledger#NEVER} while it holds
 * @param principal in hundredths, as all amounts
 */
record Instalment(
        int number,
        LocalDate bookedOn,
        LocalDate supersededOn,
        LocalDate from,
        LocalDate due,
        long principal,
        long interest) {
    long total() {
        return principal + interest;
    }

    Instalment until(LocalDate night) {
        return new Instalment(number, bookedOn, night, from, due, principal, interest);
    }

    Instalment moved(int months, LocalDate night) {
        return new Instalment(
                number, night, Ledger.NEVER, from.plusMonths(months), due.plusMonths(months), principal, interest);
    }
}
