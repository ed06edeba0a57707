package org.creditconnector.mapping;

/** What is known of a value when a mapping is checked. */
enum Kind {
    TEXT("text"),
    NUMBER("a number"),
    DATE("a date"),
    TIMESTAMP("a time stamp"),
    FLAG("true or false"),
    /** A column of a database, whose type shows only in its rows. */
    OPEN("a value");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
