package org.creditconnector.mapping;

/**
 * Ids of everything a mapping can refuse. The table {@code rules/mapping-rules.csv} says in words what each one means; findings
 * about a lender's rows come first, problems of a mapping folder after them.
 */
enum MappingRule {
    // findings about rows
    MAP_ACCOUNT_KEY,
    MAP_REQUIRED,
    MAP_NULL_UNEXPLAINED,
    MAP_CODE_UNMAPPED,
    MAP_DATE,
    MAP_NUMBER,
    MAP_FLAG,
    MAP_NARROWING,
    MAP_TYPE,
    MAP_TEXT,
    MAP_ROW_UNMATCHED,
    MAP_KEY_IDENTITY,
    MAP_MONTH,
    MAP_FINDINGS_CUT,
    // problems of a folder
    MAP_TODO,
    MAP_FILE_MISSING,
    MAP_HEADER,
    MAP_SQL,
    MAP_TARGET_UNKNOWN,
    MAP_TARGET_TYPE,
    MAP_TARGET_REQUIRED,
    MAP_TARGET_UNEXPLAINED,
    MAP_MISSING_UNUSED,
    MAP_GROUP,
    MAP_EXPRESSION,
    MAP_STEP_UNKNOWN,
    MAP_STEP_ARGUMENT,
    MAP_STEP_TYPE,
    MAP_TWO_DIGIT_YEAR,
    MAP_LITERAL,
    MAP_KEY_PERSON,
    MAP_QUERY_UNKNOWN,
    MAP_QUERY_UNUSED,
    MAP_COLUMN_UNKNOWN,
    MAP_COLUMN_UNUSED,
    MAP_CODES_UNKNOWN,
    MAP_CODES_UNUSED,
    MAP_CODES_ROW,
    MAP_CODES_TWICE,
    MAP_CODES_GAP,
    MAP_CODES_MANY,
    MAP_CODES_SYMBOL,
    MAP_SAMPLE;

    /** The id as it stands in the table, in findings and in problems. */
    String id() {
        return name().replace('_', '-');
    }
}
