package org.creditconnector.mapping;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.creditconnector.yaml.YamlValue;

/**
 * What a step may ask while it is compiled.
 *
 * @param value the line's right side, for problems
 * @param type type of the field that the line fills
 * @param required whether that field refuses null
 * @param columns finds columns
 * @param codes code tables by name
 * @param used names of code tables that a line uses; steps add to it
 * @param traced whether what each step gives is written down
 */
record StepContext(
        YamlValue value,
        Schema type,
        boolean required,
        Columns columns,
        Map<String, CodeTable> codes,
        Set<String> used,
        boolean traced) {
    void problem(int offset, MappingRule rule, String message) {
        value.problemAt(offset, rule.id(), message);
    }

    /** Notes that a step has the wrong number of words. */
    boolean hasWords(Expression.Call call, int least, int most, String usage) {
        int count = call.words().size();
        if (count >= least && count <= most) {
            return true;
        }
        problem(
                call.offset(),
                MappingRule.MAP_STEP_ARGUMENT,
                "the step " + call.name() + " has "
                        + (count == 1 ? "one word" : count == 0 ? "no word" : count + " words")
                        + " after it, expected | " + usage + (most == 0 ? " alone" : ""));
        return false;
    }

    /** Notes that a step cannot work on a kind of value. */
    boolean takes(Expression.Call call, Kind got, Collection<Kind> kinds, String whatToDo) {
        if (got == Kind.OPEN || kinds.contains(got)) {
            return true;
        }
        problem(
                call.offset(),
                MappingRule.MAP_STEP_TYPE,
                "the step " + call.name() + " got " + got.words() + ", expected "
                        + String.join(" or ", kinds.stream().map(Kind::words).toList()) + "; " + whatToDo);
        return false;
    }
}
