package org.creditconnector.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;

/**
 * Rules that are true for any registry, checked on a derived record. They find; whoever calls decides what happens to the
 * account by the severity of the rule ({@code rules/rules.csv}). Thread-safe.
 */
public final class RecordRules {
    private static final Map<String, Consumer<Checked>> CHECKS = checks();

    private RecordRules() {}

    private static Map<String, Consumer<Checked>> checks() {
        Map<String, Consumer<Checked>> checks = new LinkedHashMap<>();
        checks.put("REC-CURRENCY", AmountRules::currency);
        checks.put("REC-AMOUNT-NEGATIVE", AmountRules::negative);
        checks.put("REC-AMOUNT-ABSURD", AmountRules::absurd);
        checks.put("REC-LIMIT-OR-PRINCIPAL", AmountRules::limitOrPrincipal);
        checks.put("REC-SPLIT-SUM", AmountRules::splitSum);
        checks.put("REC-DATE-RANGE", DateRules::range);
        checks.put("REC-DATE-ORDER", DateRules::order);
        checks.put("REC-FACT-AFTER-AS-OF", DateRules::afterAsOf);
        checks.put("REC-SCHEDULE-SUM", ScheduleRules::sum);
        checks.put("REC-INSTALMENT-NUMBER", ScheduleRules::number);
        checks.put("REC-INSTALMENT-PARTS", ScheduleRules::parts);
        checks.put("REC-REPAYMENT-DUPLICATE", ScheduleRules::repaymentKey);
        checks.put("REC-EVENT-DUPLICATE", ScheduleRules::eventKey);
        checks.put("REC-PARTY-NONE", PartyRules::borrower);
        checks.put("REC-SHARES-SUM", PartyRules::shares);
        checks.put("REC-CLOSED-WITH-BALANCE", StateRules::closedWithBalance);
        checks.put("REC-OVERDUE-DPD", StateRules::overdueDaysPastDue);
        checks.put("REC-MONTH-ORDER", StateRules::monthOrder);
        checks.put("REC-MISSING-UNEXPLAINED", MissingRules::unexplained);
        checks.put("REC-MISSING-PATH", MissingRules::path);
        return checks;
    }

    /** Ids of the rules that are checked, in the order of checking. */
    public static Set<String> ids() {
        return CHECKS.keySet();
    }

    /** All findings about a record, by the standard limits. */
    public static List<Finding> check(CreditRecord record) {
        return check(record, RuleLimits.STANDARD);
    }

    /** All findings about a record, in the order of the rules and of the record's fields; empty when nothing is wrong. */
    public static List<Finding> check(CreditRecord record, RuleLimits limits) {
        Checked checked = new Checked(record, limits);
        for (Consumer<Checked> check : CHECKS.values()) {
            check.accept(checked);
        }
        return checked.findings();
    }
}
