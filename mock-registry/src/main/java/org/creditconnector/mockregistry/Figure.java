package org.creditconnector.mockregistry;

/** The amounts of the totals, with their names in the contract. */
enum Figure {
    PRINCIPAL("principal"),
    CREDIT_LIMIT("creditLimit"),
    OUTSTANDING("outstanding"),
    OVERDUE("overdue"),
    PAID("paid");

    private final String key;

    Figure(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
