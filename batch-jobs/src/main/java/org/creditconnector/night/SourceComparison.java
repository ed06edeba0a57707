package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.Books.DifferingRange;
import org.creditconnector.ledger.GuiltyRecord;
import org.creditconnector.ledger.StoredRange;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.totals.ControlTotals;
import org.creditconnector.totals.Difference;
import org.jspecify.annotations.Nullable;

/**
 * Which account is guilty when a source's own totals are not what was booked: the range first, then the account. The range's rows
 * are read again and held against what was booked; where they agree, nothing changed at the source, and its control query is asked
 * for ever smaller parts of the range until single accounts are left. What a source shows now may be newer than what was booked; so
 * every sentence says that it is about now.
 *
 * <p>A control query is written by people, as a mapping is: that the two contradict each other does not say which of them is wrong.
 */
final class SourceComparison {
    /** Ranges that are read again; a source that is wrong in more is wrong as a whole. */
    static final int MOST_RANGES = 20;

    /** Accounts that a control query is asked about one by one; where it contradicts more, it means something else as a whole. */
    static final int MOST_CONTRADICTED = 20;

    private static final int MOST_NAMED = 1_000;
    private static final int MOST_SHOWN = 3;

    private final Function<StoredRange, Reread> rows;
    private final Function<StoredRange, KeyRange> keys;
    private final Function<KeyRange, @Nullable ControlTotals> control;
    private final Books books;
    private final Folder folder;

    private final List<GuiltyRecord> guilty = new ArrayList<>();
    private int contradicted;
    private int moved;
    private int agreeing;
    private final List<String> unread = new ArrayList<>();

    /**
     * A range as the source shows it now.
     *
     * @param read its accounts in key order, in the lender's words
     * @param prepared the same, mapped
     */
    record Reread(List<SourceAccount> read, List<PreparedAccount> prepared) {}

    /**
     * The source folder as it is now.
     *
     * @param source name of the source
     * @param control file of the control query
     * @param changed whether it is another one than the run was begun with
     */
    record Folder(String source, String control, boolean changed) {}

    /**
     * @param rows reads a range again
     * @param keys its bounds as keys
     * @param control asks the source for its own totals of any range; null where it tells none
     * @param books what was booked
     * @param folder what both were read by
     */
    SourceComparison(
            Function<StoredRange, Reread> rows,
            Function<StoredRange, KeyRange> keys,
            Function<KeyRange, @Nullable ControlTotals> control,
            Books books,
            Folder folder) {
        this.rows = rows;
        this.keys = keys;
        this.control = control;
        this.books = books;
        this.folder = folder;
    }

    /** Who is guilty; to be read after {@link #of}. */
    List<GuiltyRecord> guilty() {
        return guilty;
    }

    /** Looks at a run; says where it differs, what the source tells now, and whose move it is. */
    String of(long runId) {
        List<DifferingRange> differing = books.differingRanges(runId);
        for (DifferingRange range : differing.subList(0, Math.min(MOST_RANGES, differing.size()))) {
            try {
                look(runId, range);
            } catch (SourceFaultException e) {
                unread.add("no account of range " + range.range().number()
                        + " can be named, for the source cannot be read: " + e.getMessage());
            }
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(where(differing));
        ControlTotals booked = books.bookedTotals(runId);
        books.sourceTotals(runId).differences(booked).stream()
                .filter(one -> one.other() == null && booked.amounts().containsKey(one.currency()))
                .map(one -> "no line of the mapping fills the " + one.figure() + ": let " + folder.control()
                        + " give null for it, or fill it")
                .distinct()
                .forEach(sentences::add);
        if (moved > 0) {
            sentences.add("accounts that the source shows otherwise now than they were booked: " + moved
                    + "; it changed while or after it was read, ask the lender");
        }
        if (contradicted > 0) {
            sentences.add("accounts that did not change and of which " + folder.control()
                    + " tells something else than the rows as the mapping reads them: " + most(contradicted)
                    + "; the mapping engineer mends the query or the line of mapping.yaml, or the lender its tables:"
                    + " the lender's system says which");
        }
        if (agreeing > 0) {
            sentences.add("ranges of which the source's own totals are now what was booked: " + agreeing + "; "
                    + (folder.changed()
                            ? "the source folder was changed since, and that seems to have mended it"
                            : "the source changed while it was read, and changed back"));
        }
        sentences.addAll(unread.subList(0, Math.min(MOST_SHOWN, unread.size())));
        sentences.add(
                "nothing was sent; the run keeps what it read, so mend it, reject the run, and run the night anew");
        return String.join("; ", sentences);
    }

    private static String most(int count) {
        return count < MOST_CONTRADICTED ? String.valueOf(count) : count + " and perhaps more";
    }

    private String where(List<DifferingRange> differing) {
        String ranges = differing.stream()
                .limit(MOST_SHOWN)
                .map(one -> one.range().number() + " " + keys.apply(one.range()))
                .collect(Collectors.joining(", "));
        int more = differing.size() - MOST_SHOWN;
        return "in range " + ranges + (more > 0 ? " and " + more + " more" : "")
                + (differing.size() > MOST_RANGES ? ", of which the first " + MOST_RANGES + " were looked into" : "");
    }

    private void look(long runId, DifferingRange range) {
        Reread now = rows.apply(range.range());
        Map<String, ControlTotals> booked =
                new TreeMap<>(books.bookedAccounts(runId, range.range().number()));
        int before = moved;
        for (PreparedAccount account : now.prepared()) {
            ControlTotals then = booked.remove(account.accountKey());
            if (then == null) {
                moved(
                        GuiltyRecord.SOURCE_MISSING,
                        account.accountKey(),
                        "the source shows account " + account.accountKey() + " now (" + account.sourcePosition()
                                + "), and it was not booked");
            } else {
                List<String> figures = figures(account.totals(), then);
                if (!figures.isEmpty()) {
                    moved(
                            GuiltyRecord.SOURCE_ALTERED,
                            account.accountKey(),
                            "the source shows account " + account.accountKey() + " now (" + account.sourcePosition()
                                    + ") with another " + String.join(", ", figures) + " than was booked"
                                    + (folder.changed() ? "; it, or the source folder, was changed since" : ""));
                }
            }
        }
        booked.keySet()
                .forEach(key -> moved(
                        GuiltyRecord.SOURCE_EXTRA,
                        key,
                        "account " + key + " was booked, and the source does not show it now"));
        if (moved > before) {
            return;
        }
        int told = contradicted;
        if (now.read().size() == now.prepared().size()) {
            narrow(keys.apply(range.range()), now, 0, now.read().size());
        }
        if (contradicted == told && contradicted < MOST_CONTRADICTED) {
            agreeing++;
        }
    }

    /** Asks the source for its totals of a part, and for those of its halves while they are not what its rows add up to. */
    private void narrow(KeyRange part, Reread now, int from, int to) {
        ControlTotals told = contradicted < MOST_CONTRADICTED ? control.apply(part) : null;
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
            contradiction(part, now, from, to, comparable, rowsTell);
            return;
        }
        int middle = (from + to) >>> 1;
        Object key = now.read().get(middle).rangeKey();
        narrow(new KeyRange(part.number(), part.from(), key), now, from, middle);
        narrow(new KeyRange(part.number(), key, part.to()), now, middle, to);
    }

    private void contradiction(
            KeyRange part, Reread now, int from, int to, ControlTotals told, ControlTotals rowsTell) {
        contradicted++;
        String account = from == to ? null : now.prepared().get(from).accountKey();
        String sentence;
        if (told.accounts() != rowsTell.accounts()) {
            sentence = folder.control() + " counts " + told.accounts() + " accounts with keys in " + part
                    + ", and the source's rows give " + rowsTell.accounts()
                    + (account == null ? "" : ", which is account " + account);
        } else {
            sentence = folder.control() + " tells another " + String.join(", ", figures(told, rowsTell))
                    + " of account " + account + " than its rows as the mapping reads them";
        }
        accuse(
                GuiltyRecord.SOURCE_CONTROL,
                account,
                sentence,
                account == null
                        ? null
                        : "mapping explain " + folder.source() + " " + account + " " + field(told, rowsTell));
    }

    private void moved(String rule, String account, String sentence) {
        moved++;
        accuse(rule, account, sentence, "journey " + account);
    }

    private void accuse(String rule, @Nullable String account, String sentence, @Nullable String next) {
        if (guilty.size() < MOST_NAMED) {
            guilty.add(new GuiltyRecord(rule, account, null, null, null, sentence, next));
        }
    }

    /** Names of the figures that differ; empty when all are the same. */
    private static List<String> figures(ControlTotals one, ControlTotals other) {
        if (!one.amounts().keySet().equals(other.amounts().keySet())) {
            return List.of("currency");
        }
        return one.differences(other).stream()
                .map(Difference::figure)
                .distinct()
                .toList();
    }

    /** What of the record the first figure that differs is made of. */
    private static String field(ControlTotals one, ControlTotals other) {
        List<String> figures = figures(one, other);
        return switch (figures.isEmpty() ? "" : figures.get(0)) {
            case "principal" -> "account.principal";
            case "credit limit" -> "account.creditLimit";
            case "outstanding" -> "position.balance";
            case "overdue" -> "position.overduePrincipal";
            case "paid" -> "repayments";
            case "currency" -> "account.currency";
            default -> "account";
        };
    }
}
