package org.creditconnector.registry.pbcrc.message;

/** Whether the number of a document obeys the rule of its kind. Kinds without a public rule obey any. */
@FunctionalInterface
public interface DocumentNumbers {
    /**
     * @param category {@code 1} person, {@code 2} organisation
     * @param kind code of the kind of document, as in the message
     * @param number as in the message, not blank
     */
    boolean obeys(String category, String kind, String number);
}
