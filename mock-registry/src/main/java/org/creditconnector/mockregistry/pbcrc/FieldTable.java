package org.creditconnector.mockregistry.pbcrc;

import java.util.Set;

/**
 * What the description says of a field.
 *
 * @param form type, e.g. {@code uInt..15} or {@code [person-id]}
 * @param presence when it appears
 * @param types account types for {@link Presence#BY_TYPE}
 * @param mayBeBlank whether it may be there without a value
 * @param own whether it begins with the provider's code
 * @param branch whether it names a branch
 * @param past whether its date may not lie after the report date
 * @param key whether it tells groups apart
 * @param numberOf tag of the kind of document whose number this is, a stroke, and its category; empty for no such number
 */
record FieldTable(
        String tag,
        String form,
        Presence presence,
        Set<String> types,
        boolean mayBeBlank,
        boolean own,
        boolean branch,
        boolean past,
        boolean key,
        String numberOf) {
    /** When a field appears. */
    enum Presence {
        /** Always. */
        ALWAYS,
        /** For account types of a list, and for no others. */
        BY_TYPE,
        /** When a rule across fields says so. */
        BY_RULE
    }
}
