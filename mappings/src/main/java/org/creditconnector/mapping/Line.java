package org.creditconnector.mapping;

import org.creditconnector.yaml.YamlValue;

/**
 * One line under {@code fields}.
 *
 * @param target path as written
 * @param value right side with its place
 * @param expression right side as read
 */
record Line(String target, YamlValue value, Expression expression) {
    void problem(MappingRule rule, String message) {
        value.problem(rule.id(), message);
    }
}
