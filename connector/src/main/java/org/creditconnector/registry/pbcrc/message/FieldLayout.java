package org.creditconnector.registry.pbcrc.message;

import java.util.function.Function;
import org.creditconnector.masking.DataClass;
import org.jspecify.annotations.Nullable;

/**
 * One field of a segment or group.
 *
 * @param codes its code list; null when it has none
 * @param codesBy the field whose value chooses among the codes, or that value itself (one character); null when all are valid always
 * @param codesRule the code of a value that is in the list but not for that value
 * @param condition when a field of presence S appears
 * @param conditionRule the code when it appears and should not, or the other way round
 * @param checks further tests by name
 * @param meaning in plain words
 */
public record FieldLayout(
        String tag,
        ValueType type,
        @Nullable CodeList codes,
        @Nullable String codesBy,
        String codesRule,
        Presence presence,
        @Nullable Condition condition,
        String conditionRule,
        boolean mayBeBlank,
        Checks checks,
        String meaning,
        DataClass dataClass)
        implements PartLayout {

    /** Whether a record is refused without a value here, whatever else it says. */
    public boolean isRequired() {
        return presence == Presence.AM;
    }

    /** Whether a value is refused here, given the other fields; where they do not say, it is not. */
    public boolean isExcluded(Function<String, @Nullable String> facts) {
        return condition != null && condition.answer(facts) == Condition.Answer.NO;
    }

    /** Whether a value is demanded here, given the other fields. */
    public boolean isDemanded(Function<String, @Nullable String> facts) {
        return isRequired() || (condition != null && !mayBeBlank && condition.answer(facts) == Condition.Answer.YES);
    }

    /** The presence as the pack writes it, e.g. {@code AM} or {@code S AcctType: D1 R4}. */
    public String requirement() {
        return condition == null ? presence.name() : presence.name() + " " + condition;
    }

    /**
     * Tests beside type, list and presence.
     *
     * @param own begins with the provider's own 14 characters
     * @param branch is a branch of the provider
     * @param past is not later than the report date
     * @param counts tag of the groups it counts; null when it counts none
     * @param identity how the number of a document is judged; null when it is none
     * @param keep is remembered of what is on file, because rules ask for it
     */
    public record Checks(
            boolean own,
            boolean branch,
            boolean past,
            @Nullable String counts,
            @Nullable Identity identity,
            boolean keep) {}

    /**
     * The number of a document.
     *
     * @param category {@code 1} person, {@code 2} organisation, or the tag of the field that says so
     * @param kind tag of the field with the kind of document
     */
    public record Identity(String category, String kind) {}
}
