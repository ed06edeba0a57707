package org.creditconnector.synthetic;

import java.time.LocalDate;

/**
 * What happened besides payments.
 *
 * @param kind {@code D} paid out, {@code X} extended, {@code E} settled early, {@code W} charged off, {@code V} written off, {@code C} class changed,
 *     {@code L} limit changed, {@code B} no bill in the month, {@code R} card in use again, {@code M} reported by another lender,
 *     {@code G} paid in the debtor's place
 * @param amount in hundredths; below zero where the event has none
 * @param months by which the end moved; zero for none
 * @param before class or limit before; empty for none
 * @param after class or limit after
 */
record Event(int number, String kind, LocalDate on, long amount, int months, String before, String after) {}
