package org.creditconnector.mapping;

import org.creditconnector.digest.Sha256;
import org.creditconnector.rules.Rule;
import org.creditconnector.rules.RuleLimits;
import org.creditconnector.rules.RuleTable;

/**
 * What a release itself adds when it makes records: the steps of lines, the derivation of history, the rules. No source folder pins
 * them, so that the same rows of the same folder may give another record, or be held otherwise, by another release.
 */
public final class RecordMaking {
    /**
     * Goes up by one with every change after which the same rows of the same folder may give another record or other findings.
     * {@code RecordMakingTest} fails when what comes out changes and this does not.
     */
    public static final int VERSION = 1;

    private static final int DIGITS = 16;

    private RecordMaking() {}

    /**
     * Names what this release adds: {@link #VERSION}, and digits of a SHA-256 over ids and severities of the rules and over their
     * limits. Equal pins make the same of the same rows and the same {@link SourceMapping#version()}.
     */
    public static String pin() {
        StringBuilder rules = new StringBuilder();
        for (Rule rule : RuleTable.all()) {
            rules.append(rule.id()).append('\t').append(rule.severity()).append('\n');
        }
        RuleLimits limits = RuleLimits.STANDARD;
        rules.append(limits.amount().toPlainString())
                .append('\t')
                .append(limits.earliest())
                .append('\t')
                .append(limits.yearsAhead())
                .append('\t')
                .append(limits.findingsPerRule())
                .append('\n');
        return VERSION + "-" + Sha256.hex(rules.toString()).substring(0, DIGITS);
    }
}
