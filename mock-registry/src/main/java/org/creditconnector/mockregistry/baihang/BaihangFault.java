package org.creditconnector.mockregistry.baihang;

import java.util.Arrays;
import java.util.Locale;

/** What can be made to go wrong. */
public enum BaihangFault {
    /** The record is taken in, then the connection is reset. */
    LOSE_ANSWER,
    /** The connection is reset, nothing is taken in. */
    LOSE_RECORD,
    /** 429 with a Retry-After of one second, nothing is taken in. */
    TOO_MANY,
    /** 503 without a word, nothing is taken in. */
    UNAVAILABLE,
    /** The record is taken in, and the answer is no JSON. */
    GARBLED,
    /** The whole file is refused. */
    REFUSE_FILE,
    /** What the file said is taken in, no log tells of it. */
    LOG_LOST,
    /** The log counts one accepted record too many. */
    WRONG_COUNTS;

    /** As it is written, e.g. {@code lose-answer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is no such fault; the sentence names all */
    static BaihangFault of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown fault '" + word + "', expected one of "
                        + Arrays.stream(values()).map(BaihangFault::word).toList()));
    }
}
