package org.creditconnector.night;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a prepared night before anything of it is sent: an empty extract, too many held accounts, and a volume unlike that of the
 * recent nights stop it until a person decides. Pure.
 */
final class Gate {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Gate() {}

    /**
     * Reasons to stop, one sentence each; empty when the night may go on.
     *
     * @param extracted what was extracted tonight
     * @param held accounts held tonight
     * @param recent totals of recent reconciled nights of the same target and source, any order
     */
    static List<String> reasons(
            ControlTotals extracted, long held, List<ControlTotals> recent, TargetConfig.Gate limits) {
        List<String> reasons = new ArrayList<>();
        if (extracted.accounts() == 0) {
            reasons.add("0 accounts were extracted, expected at least one");
            return reasons;
        }
        BigDecimal heldShare = percent(BigDecimal.valueOf(held), BigDecimal.valueOf(extracted.accounts()));
        if (heldShare.compareTo(BigDecimal.valueOf(limits.heldPercent())) > 0) {
            reasons.add(held + " of " + extracted.accounts() + " accounts are held (" + text(heldShare)
                    + " %), expected at most " + limits.heldPercent() + " %");
        }
        if (!recent.isEmpty()) {
            volume("accounts", BigDecimal.valueOf(extracted.accounts()), counts(recent), limits, reasons);
            TreeSet<String> currencies = new TreeSet<>(extracted.amounts().keySet());
            recent.forEach(night -> currencies.addAll(night.amounts().keySet()));
            for (String currency : currencies) {
                volume(
                        currency + " lent or granted",
                        granted(extracted, currency),
                        recent.stream().map(night -> granted(night, currency)).toList(),
                        limits,
                        reasons);
            }
        }
        return reasons;
    }

    private static void volume(
            String what, BigDecimal tonight, List<BigDecimal> recent, TargetConfig.Gate limits, List<String> reasons) {
        BigDecimal usual = median(recent);
        if (usual.signum() == 0) {
            return;
        }
        BigDecimal off = percent(tonight.subtract(usual).abs(), usual.abs());
        if (off.compareTo(BigDecimal.valueOf(limits.volumePercent())) > 0) {
            reasons.add(what + ": " + tonight.stripTrailingZeros().toPlainString() + " is " + text(off)
                    + " % away from the recent nights' "
                    + usual.stripTrailingZeros().toPlainString()
                    + ", expected at most " + limits.volumePercent() + " %");
        }
    }

    private static List<BigDecimal> counts(List<ControlTotals> nights) {
        return nights.stream()
                .map(night -> BigDecimal.valueOf(night.accounts()))
                .toList();
    }

    private static BigDecimal granted(ControlTotals totals, String currency) {
        Amounts amounts = totals.amounts().getOrDefault(currency, Amounts.NONE);
        return orZero(amounts.principal()).add(orZero(amounts.creditLimit()));
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static BigDecimal median(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP);
    }

    private static String text(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString();
    }
}
