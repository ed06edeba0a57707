package org.creditconnector.registry;

/**
 * What a kind of registry can do; policy follows from it.
 *
 * @param idempotentById the same package id with the same bytes has one effect, however often it arrives
 * @param statusQuery it can be asked what it knows of a package id
 * @param replaces it takes corrections of what it accepted
 * @param ordered items of a subject must take effect in sequence: an open item makes the account wait
 * @param partialAcceptance it accepts a package in part
 * @param feedback it gives verdicts
 * @param statement it gives totals of what it holds
 * @param listing it lists what it holds, item by item
 */
public record Powers(
        boolean idempotentById,
        boolean statusQuery,
        boolean replaces,
        boolean ordered,
        boolean partialAcceptance,
        boolean feedback,
        boolean statement,
        boolean listing) {}
