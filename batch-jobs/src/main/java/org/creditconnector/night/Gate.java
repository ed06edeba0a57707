package org.creditconnector.night;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.PeriodComparison;
import org.creditconnector.ledger.SuspectKind;

/**
 * Looks at a prepared night before anything of it is sent, and says why it stops until a person decides: an empty extract, too many
 * held accounts, a volume or shape unlike the recent nights', and what cannot have happened since the last run that was sent. Pure.
 */
final class Gate {
    /** Nights that were read in less time say nothing about speed. */
    static final double LEAST_SECONDS = 60;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final TargetConfig.Gate limits;
    private final List<String> reasons = new ArrayList<>();

    private Gate(TargetConfig.Gate limits) {
        this.limits = limits;
    }

    /**
     * The night that is looked at.
     *
     * @param accounts accounts extracted; those of the source where only what changed was
     * @param held of those, held
     * @param rows rows of the source's child queries by query name; a query without rows may be absent
     * @param seconds how long reading took
     * @param isWhole whether all accounts were extracted, so that rows and time can be compared
     */
    record Tonight(long accounts, long held, Map<String, Long> rows, double seconds, boolean isWhole) {
        /** A night that read all accounts. */
        Tonight(long accounts, long held, Map<String, Long> rows, double seconds) {
            this(accounts, held, rows, seconds, true);
        }

        /** A night that read what changed of so many accounts. */
        static Tonight ofChanges(long accountsInSource, long held) {
            return new Tonight(accountsInSource, held, Map.of(), 0, false);
        }
    }

    /**
     * Reasons to stop, one sentence each; empty when the night may go on.
     *
     * @param recent recent reconciled nights of the same target and source, any order
     * @param changes the night beside the last one that was sent
     */
    static List<String> reasons(
            Tonight tonight, List<RecentNight> recent, PeriodComparison changes, TargetConfig.Gate limits) {
        Gate gate = new Gate(limits);
        if (tonight.accounts() == 0) {
            return List.of(
                    tonight.isWhole()
                            ? "0 accounts were extracted, expected at least one"
                            : "the source has 0 accounts, expected at least one");
        }
        gate.held(tonight);
        if (!recent.isEmpty()) {
            gate.accounts(tonight, recent);
            if (tonight.isWhole()) {
                gate.volume(recent);
                gate.rows(tonight, recent);
                gate.speed(tonight, recent);
            }
        }
        if (changes.before() != null) {
            gate.impossible(
                    changes,
                    SuspectKind.REOPENED,
                    limits.changes().reopenedAccounts(),
                    "closed accounts are open again");
            gate.impossible(
                    changes,
                    SuspectKind.CURRENCY_CHANGED,
                    limits.changes().currencyAccounts(),
                    "accounts have changed their currency");
            gate.impossible(
                    changes,
                    SuspectKind.ARREARS_JUMPED,
                    limits.changes().jumpAccounts(),
                    "accounts' days past due rose by more than the " + changes.days() + " days that went by and "
                            + limits.changes().jumpDays() + " more");
            gate.late(changes);
            gate.vanished(changes);
        }
        return List.copyOf(gate.reasons);
    }

    /** How much of the recorded changes the comparison lists as mass lateness: the same limits as here. */
    static PeriodComparison.Limits comparing(TargetConfig.Gate limits) {
        return new PeriodComparison.Limits(
                limits.changes().jumpDays(), limits.changes().latePercent(), limits.leastAccounts());
    }

    // ------------------------------------------------------------------ against the recent nights

    private void held(Tonight tonight) {
        if (isOver(tonight.held(), tonight.accounts(), limits.heldPercent())) {
            reasons.add(tonight.held() + " of " + tonight.accounts() + " accounts are held ("
                    + share(tonight.held(), tonight.accounts()) + " %), expected at most " + limits.heldPercent()
                    + " %");
        }
    }

    /** A figure of tonight and the same figure of a recent night. */
    private record Pair(BigDecimal now, BigDecimal then) {
        /** Now in parts of then; 1 where there was nothing to compare with. */
        BigDecimal ratio() {
            return then.signum() == 0 ? BigDecimal.ONE : now.divide(then, 6, RoundingMode.HALF_UP);
        }
    }

    /** The recent night in the middle: half of them say that tonight is more, half that it is less. */
    private static Pair middle(List<RecentNight> recent, Function<RecentNight, Pair> figure) {
        List<Pair> sorted = recent.stream()
                .map(figure)
                .sorted(Comparator.comparing(Pair::ratio))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private void accounts(Tonight tonight, List<RecentNight> recent) {
        off(
                "accounts",
                middle(
                        recent,
                        night -> new Pair(
                                BigDecimal.valueOf(tonight.accounts()), BigDecimal.valueOf(night.accounts()))));
    }

    private void volume(List<RecentNight> recent) {
        TreeSet<String> currencies = new TreeSet<>();
        recent.forEach(night -> currencies.addAll(night.granted().keySet()));
        for (String currency : currencies) {
            off(
                    currency + " lent or granted",
                    middle(
                            recent,
                            night -> new Pair(
                                    night.grantedNow().getOrDefault(currency, BigDecimal.ZERO),
                                    night.granted().getOrDefault(currency, BigDecimal.ZERO))));
        }
    }

    private void off(String what, Pair pair) {
        if (pair.then().signum() == 0) {
            return;
        }
        BigDecimal off =
                percent(pair.now().subtract(pair.then()).abs(), pair.then().abs());
        if (off.compareTo(BigDecimal.valueOf(limits.volumePercent())) > 0) {
            reasons.add(what + ": " + plain(pair.now()) + " is " + plain(off) + " % away from the recent nights' "
                    + plain(pair.then()) + ", expected at most " + limits.volumePercent() + " %");
        }
    }

    /** Rows an account: a join that gives nothing, or a table that was not loaded, leaves accounts and amounts as they were. */
    private void rows(Tonight tonight, List<RecentNight> recent) {
        TreeSet<String> queries = new TreeSet<>();
        recent.forEach(night -> queries.addAll(night.rows().keySet()));
        BigDecimal accounts = BigDecimal.valueOf(tonight.accounts());
        for (String query : queries) {
            BigDecimal rows = BigDecimal.valueOf(tonight.rows().getOrDefault(query, 0L));
            Pair pair = middle(
                    recent,
                    night -> new Pair(
                            rows.divide(accounts, 6, RoundingMode.HALF_UP),
                            night.accounts() == 0
                                    ? BigDecimal.ZERO
                                    : BigDecimal.valueOf(night.rows().getOrDefault(query, 0L))
                                            .divide(BigDecimal.valueOf(night.accounts()), 6, RoundingMode.HALF_UP)));
            BigDecimal missing = pair.then().multiply(accounts).subtract(rows);
            if (missing.compareTo(BigDecimal.valueOf(limits.leastAccounts())) < 0) {
                continue;
            }
            BigDecimal drop = percent(pair.then().subtract(pair.now()), pair.then());
            if (drop.compareTo(BigDecimal.valueOf(limits.rowsPercent())) > 0) {
                reasons.add(query + ": " + rows + " rows of " + tonight.accounts() + " accounts are " + plain(drop)
                        + " % fewer an account than in the recent nights, expected at most " + limits.rowsPercent()
                        + " %");
            }
        }
    }

    private void speed(Tonight tonight, List<RecentNight> recent) {
        List<RecentNight> measured = recent.stream()
                .filter(night -> night.accounts() > 0 && night.seconds() >= LEAST_SECONDS)
                .toList();
        if (measured.isEmpty()) {
            return;
        }
        Pair pair = middle(
                measured,
                night -> new Pair(
                        perThousand(tonight.seconds(), tonight.accounts()),
                        perThousand(night.seconds(), night.accounts())));
        if (pair.now().multiply(HUNDRED).compareTo(pair.then().multiply(BigDecimal.valueOf(limits.fastPercent())))
                < 0) {
            reasons.add(
                    "reading took " + plain(pair.now()) + " seconds for a thousand accounts, the recent nights took "
                            + plain(pair.then()) + ", expected at least " + limits.fastPercent() + " % of that");
        }
    }

    private static BigDecimal perThousand(double seconds, long accounts) {
        return BigDecimal.valueOf(seconds * 1_000 / accounts).setScale(3, RoundingMode.HALF_UP);
    }

    // ------------------------------------------------------------------ against the last run that was sent

    private void impossible(PeriodComparison changes, SuspectKind kind, int most, String what) {
        long count = changes.count(kind);
        if (count > most) {
            reasons.add(count + " " + what + ", expected at most " + most);
        }
    }

    private void late(PeriodComparison changes) {
        if (comparing(limits).isMass(changes.late(), changes.goodBefore())) {
            reasons.add(changes.late() + " of " + changes.goodBefore() + " good customers are suddenly late ("
                    + share(changes.late(), changes.goodBefore()) + " %), expected at most "
                    + limits.changes().latePercent() + " %");
        }
    }

    private void vanished(PeriodComparison changes) {
        long gone = changes.count(SuspectKind.VANISHED);
        if (gone >= limits.leastAccounts()
                && isOver(gone, changes.openBefore(), limits.changes().vanishedPercent())) {
            reasons.add(gone + " of " + changes.openBefore() + " accounts that were open have vanished ("
                    + share(gone, changes.openBefore()) + " %), expected at most "
                    + limits.changes().vanishedPercent() + " %");
        }
    }

    // ------------------------------------------------------------------ figures

    /** Exactly, whatever is shown. */
    private static boolean isOver(long part, long whole, int percent) {
        return part * 100 > whole * percent;
    }

    private static String share(long part, long whole) {
        return plain(percent(BigDecimal.valueOf(part), BigDecimal.valueOf(whole)));
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP);
    }

    private static String plain(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }
}
