package org.creditconnector.mockregistry;

import org.jspecify.annotations.Nullable;

/** The operations of the contract, by their {@code operationId}. */
enum Operation {
    PUT_PACKAGE("putPackage"),
    GET_PACKAGE("getPackage"),
    LIST_FEEDBACK("listFeedback"),
    GET_STATEMENT("getStatement"),
    LIST_HOLDINGS("listHoldings");

    private final String id;

    Operation(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    static @Nullable Operation of(String id) {
        for (Operation operation : values()) {
            if (operation.id.equals(id)) {
                return operation;
            }
        }
        return null;
    }
}
