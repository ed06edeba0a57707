package org.creditconnector.mockregistry;

import java.util.List;

/** The amounts of the totals, with their names in the contract. */
enum Figure {
    PRINCIPAL("principal"),
    CREDIT_LIMIT("creditLimit"),
    OUTSTANDING("outstanding"),
    OVERDUE("overdue"),
    PAID("paid");

    /** All, in the order of the contract. */
    static final List<Figure> ALL = List.of(values());

    private final String key;

    Figure(String key) {
        this.key = key;
    }

    /**
     * The amount of that name.
     *
     * @throws IllegalArgumentException when the contract has none
     */
    static Figure named(String key) {
        for (Figure figure : values()) {
            if (figure.key.equals(key)) {
                return figure;
            }
        }
        throw new IllegalArgumentException(
                "no amount is named '" + key + "': principal, creditLimit, outstanding, overdue and paid are");
    }

    String key() {
        return key;
    }
}
