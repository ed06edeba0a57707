package org.creditconnector.rules;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What counts as absurd.
 *
 * @param amount highest amount, in any currency
 * @param earliest earliest date
 * @param yearsAhead years after the as-of date that a date may lie ahead
 * @param findingsPerRule most findings of one rule for one account; more of the same help nobody
 */
public record RuleLimits(BigDecimal amount, LocalDate earliest, int yearsAhead, int findingsPerRule) {
    /** 10^15, 1900, a hundred years, ten findings. */
    public static final RuleLimits STANDARD = new RuleLimits(BigDecimal.TEN.pow(15), LocalDate.of(1900, 1, 1), 100, 10);
}
