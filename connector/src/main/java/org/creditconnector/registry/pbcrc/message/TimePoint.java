package org.creditconnector.registry.pbcrc.message;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the matrix of section "when to report": what a record must or must not contain.
 *
 * @param code time point; {@link #ANY} for all, {@link #FIRST} for the first report of an account whatever its time point
 * @param accountTypes empty for all
 * @param condition null when there is none
 * @param tag segment, or the field that is wrong when the account type has no such time point
 * @param rule code
 */
record TimePoint(
        String code, Set<String> accountTypes, @Nullable Condition condition, String tag, Demand demand, String rule) {
    static final String ANY = "any";
    static final String FIRST = "first";

    enum Demand {
        MUST,
        MUST_NOT,
        /** The account type has no such time point. */
        NOT_FOR
    }
}
