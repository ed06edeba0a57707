package org.creditconnector.night;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.Books.DifferingRange;
import org.creditconnector.ledger.GuiltyRecord;
import org.creditconnector.ledger.StoredRange;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * Which account is guilty when a source's own totals are not what was booked: the range first, then the account. The range's rows
 * are read again and held against what was booked; where they agree, the source contradicts itself, and its control query is asked
 * for ever smaller parts of the range until one account is left. What a source shows now may be newer than what was booked; so
 * every sentence says that it is about now.
 */
final class SourceComparison {
    /** Ranges that are read again; a source that is wrong in more is wrong as a whole. */
    static final int MOST_RANGES = 20;

    private static final int MOST_NAMED = 1_000;

    private final Function<StoredRange, Reread> rows;
    private final Function<StoredRange, KeyRange> keys;
    private final Function<KeyRange, @Nullable ControlTotals> control;
    private final Books books;

    private final List<GuiltyRecord> guilty = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    /**
     * A range as the source shows it now.
     *
     * @param read its accounts in key order, in the lender's words
     * @param prepared the same, mapped
     */
    record Reread(List<SourceAccount> read, List<PreparedAccount> prepared) {}

    /**
     * @param rows reads a range again
     * @param keys its bounds as keys
     * @param control asks the source for its own totals of any range; null where it tells none
     * @param books what was booked
     */
    SourceComparison(
            Function<StoredRange, Reread> rows,
            Function<StoredRange, KeyRange> keys,
            Function<KeyRange, @Nullable ControlTotals> control,
            Books books) {
        this.rows = rows;
        this.keys = keys;
        this.control = control;
        this.books = books;
    }

    /** Who is guilty; to be read after {@link #of}. */
    List<GuiltyRecord> guilty() {
        return guilty;
    }

    /** Looks at a run; one sentence for every range that differs. */
    List<String> of(long runId) {
        List<DifferingRange> differing = books.differingRanges(runId);
        for (DifferingRange range : differing.subList(0, Math.min(MOST_RANGES, differing.size()))) {
            int before = guilty.size();
            String what = "range " + range.range().number() + " " + keys.apply(range.range()) + ": the source counts "
                    + range.source() + ", booked are " + range.booked();
            try {
                look(runId, range);
                sentences.add(guilty.size() > before ? what : what + "; the source shows now what was booked then");
            } catch (SourceFaultException e) {
                sentences.add(what + "; no account can be named, for the source cannot be read: " + e.getMessage());
            }
        }
        if (differing.size() > MOST_RANGES) {
            sentences.add((differing.size() - MOST_RANGES) + " more ranges differ; the first " + MOST_RANGES
                    + " were looked into");
        }
        return sentences;
    }

    private void look(long runId, DifferingRange range) {
        Reread now = rows.apply(range.range());
        Map<String, ControlTotals> booked =
                new TreeMap<>(books.bookedAccounts(runId, range.range().number()));
        int before = guilty.size();
        for (PreparedAccount account : now.prepared()) {
            ControlTotals then = booked.remove(account.accountKey());
            if (then == null) {
                accuse(
                        GuiltyRecord.SOURCE_MISSING,
                        account.accountKey(),
                        "the source shows account " + account.accountKey() + " now (" + account.sourcePosition()
                                + "), and it was not booked");
            } else {
                List<String> figures = figures(account.totals(), then);
                if (!figures.isEmpty()) {
                    accuse(
                            GuiltyRecord.SOURCE_ALTERED,
                            account.accountKey(),
                            "the source shows account " + account.accountKey() + " now (" + account.sourcePosition()
                                    + ") with another " + String.join(", ", figures) + " than was booked");
                }
            }
        }
        booked.keySet()
                .forEach(key -> accuse(
                        GuiltyRecord.SOURCE_EXTRA,
                        key,
                        "account " + key + " was booked, and the source does not show it now"));
        if (guilty.size() == before && now.read().size() == now.prepared().size()) {
            narrow(keys.apply(range.range()), now, 0, now.read().size());
        }
    }

    /** Asks the source for its totals of a part, and for those of its halves while they are not what its rows add up to. */
    private void narrow(KeyRange part, Reread now, int from, int to) {
        ControlTotals told = control.apply(part);
        if (told == null) {
            return;
        }
        ControlTotals rowsTell = now.prepared().subList(from, to).stream()
                .map(PreparedAccount::totals)
                .reduce(ControlTotals.NOTHING, ControlTotals::plus);
        ControlTotals comparable = SourceTotals.comparable(told, rowsTell);
        if (comparable.minus(rowsTell).isZero()) {
            return;
        }
        if (to - from <= 1) {
            accuseOne(part, now, from, to, comparable, rowsTell);
            return;
        }
        int middle = (from + to) >>> 1;
        Object key = now.read().get(middle).rangeKey();
        narrow(new KeyRange(part.number(), part.from(), key), now, from, middle);
        narrow(new KeyRange(part.number(), key, part.to()), now, middle, to);
    }

    private void accuseOne(KeyRange part, Reread now, int from, int to, ControlTotals told, ControlTotals rowsTell) {
        String account = from == to ? null : now.prepared().get(from).accountKey();
        if (told.accounts() != rowsTell.accounts()) {
            accuse(
                    told.accounts() > rowsTell.accounts() ? GuiltyRecord.SOURCE_MISSING : GuiltyRecord.SOURCE_EXTRA,
                    account,
                    "the source's control query counts " + told.accounts() + " accounts with keys in " + part
                            + ", and its rows give " + rowsTell.accounts()
                            + (account == null ? "" : ", which is account " + account));
        } else {
            accuse(
                    GuiltyRecord.SOURCE_ALTERED,
                    account,
                    "the source's control query tells another " + String.join(", ", figures(told, rowsTell))
                            + " of account " + account + " than its rows");
        }
    }

    private void accuse(String rule, @Nullable String account, String sentence) {
        if (guilty.size() < MOST_NAMED) {
            guilty.add(new GuiltyRecord(
                    rule, account, null, null, null, sentence, account == null ? null : "journey " + account));
        }
    }

    /** Names of the figures that differ; empty when all are the same. */
    private static List<String> figures(ControlTotals one, ControlTotals other) {
        List<String> figures = new ArrayList<>();
        if (!one.amounts().keySet().equals(other.amounts().keySet())) {
            figures.add("currency");
            return figures;
        }
        one.amounts().forEach((currency, amounts) -> {
            Amounts more = other.amounts().getOrDefault(currency, Amounts.NONE);
            add(figures, "principal", amounts.principal(), more.principal());
            add(figures, "credit limit", amounts.creditLimit(), more.creditLimit());
            add(figures, "outstanding", amounts.outstanding(), more.outstanding());
            add(figures, "overdue", amounts.overdue(), more.overdue());
            add(figures, "paid", amounts.paid(), more.paid());
        });
        return figures;
    }

    private static void add(List<String> figures, String name, @Nullable BigDecimal one, @Nullable BigDecimal other) {
        boolean same = one == null || other == null ? one == other : one.compareTo(other) == 0;
        if (!same) {
            figures.add(name);
        }
    }
}
