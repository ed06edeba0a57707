package org.creditconnector.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One record that keeps the books from balancing.
 *
 * @param rule what is wrong with it: id of the finding that is kept of it, beginning with {@link #RULES}
 * @param accountKey the account; null where nobody knows it
 * @param subject what the registry calls it; null where no registry is concerned
 * @param itemId the item; null where no item is concerned
 * @param packageId the package it travelled in; null where none is known
 * @param message one sentence: where it is, where it is not, what differs; no values
 * @param next the command that moves it, without the program's name; null where only talking helps
 */
public record GuiltyRecord(
        String rule,
        @Nullable String accountKey,
        @Nullable String subject,
        @Nullable String itemId,
        @Nullable String packageId,
        String message,
        @Nullable String next) {
    /** What the rule ids of all comparisons begin with. */
    public static final String RULES = "RECON-";

    /** The registry does not hold what it accepted. */
    public static final String REGISTRY_MISSING = RULES + "REGISTRY-MISSING";

    /** The registry holds what our books do not say that it holds. */
    public static final String REGISTRY_EXTRA = RULES + "REGISTRY-EXTRA";

    /** The registry holds an item with another content than was sent. */
    public static final String REGISTRY_ALTERED = RULES + "REGISTRY-ALTERED";

    /** The source has an account that our books do not have. */
    public static final String SOURCE_MISSING = RULES + "SOURCE-MISSING";

    /** Our books have an account that the source does not have. */
    public static final String SOURCE_EXTRA = RULES + "SOURCE-EXTRA";

    /** The source tells other amounts of an account than our books. */
    public static final String SOURCE_ALTERED = RULES + "SOURCE-ALTERED";

    /** The source's control query and the rows it gives contradict each other; either of them, or the mapping, may be wrong. */
    public static final String SOURCE_CONTROL = RULES + "SOURCE-CONTROL";

    /** A feedback judges an item that was not in the package. */
    public static final String FEEDBACK_FOREIGN = RULES + "FEEDBACK-FOREIGN";

    /** A feedback judges an item more than once. */
    public static final String FEEDBACK_TWICE = RULES + "FEEDBACK-TWICE";

    /** A feedback says something else of an item than our books. */
    public static final String FEEDBACK_OTHER = RULES + "FEEDBACK-OTHER";
}
