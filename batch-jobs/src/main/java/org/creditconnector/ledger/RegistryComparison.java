package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.ledger.HoldingsMerge.Difference;
import org.creditconnector.ledger.HoldingsMerge.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Our mirror of a registry against the registry's own listing, item by item. What differs because an item of ours is on its way
 * (sent, and no feedback taken in yet) is pending: the registry may have judged it already. Everything else is guilty.
 *
 * <p>Both sides are streamed; memory does not grow with the portfolio.
 */
public final class RegistryComparison {
    /** Guilty records that are named; of all the others only the number is told. */
    public static final int MOST_NAMED = 10_000;

    private static final int BATCH = 1_000;

    private final Store store;
    private final String target;
    private final HoldingTotals listed = new HoldingTotals();
    private final List<Difference> waiting = new ArrayList<>();
    private final List<GuiltyRecord> guilty = new ArrayList<>();
    private long missing;
    private long extra;
    private long altered;
    private long pending;

    private RegistryComparison(Store store, String target) {
        this.store = store;
        this.target = target;
    }

    /**
     * What a comparison found.
     *
     * @param guilty who is guilty, {@link #MOST_NAMED} at most
     * @param missing items that the registry should hold and does not
     * @param extra items that it holds and should not
     * @param altered items that it holds with another content
     * @param pending differences that items on their way explain
     * @param listed what the listing adds up to; its count of accepted items is 0, since no listing tells it
     */
    public record Result(
            List<GuiltyRecord> guilty, long missing, long extra, long altered, long pending, Statement listed) {
        /** Number of guilty records, also of those that are not named. */
        public long count() {
            return missing + extra + altered;
        }
    }

    /** See {@link RegistryMirror#compare}. */
    static Result of(Store store, RegistryMirror mirror, String target, LocalDate date, Iterator<Holding> theirs) {
        RegistryComparison comparison = new RegistryComparison(store, target);
        mirror.holdings(target, date, ours -> {
            HoldingsMerge.compare(ours, comparison.counted(theirs), comparison::take);
            comparison.settle();
            return true;
        });
        return new Result(
                List.copyOf(comparison.guilty),
                comparison.missing,
                comparison.extra,
                comparison.altered,
                comparison.pending,
                comparison.listed.statement(date, 0));
    }

    /** The registry's listing, added up while it passes. */
    private Iterator<Holding> counted(Iterator<Holding> theirs) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return theirs.hasNext();
            }

            @Override
            public Holding next() {
                Holding holding = theirs.next();
                listed.add(holding);
                return holding;
            }
        };
    }

    private void take(Difference difference) {
        waiting.add(difference);
        if (waiting.size() == BATCH) {
            settle();
        }
    }

    /** An item as our books know it. */
    private record Known(
            String accountKey, ItemState state, @Nullable String packageId) {}

    private void settle() {
        if (waiting.isEmpty()) {
            return;
        }
        List<String> ids =
                waiting.stream().map(one -> one.holding().itemId()).distinct().toList();
        Map<String, Known> known = known(ids);
        Set<String> givesWay = givesWay(ids);
        Map<String, String> accounts = accounts(waiting.stream()
                .filter(one -> !known.containsKey(one.holding().itemId()))
                .map(one -> one.holding().subject())
                .distinct()
                .toList());
        for (Difference one : waiting) {
            Known item = known.get(one.holding().itemId());
            boolean onItsWay = one.kind() == Kind.MISSING
                            && givesWay.contains(one.holding().itemId())
                    || one.kind() == Kind.EXTRA && item != null && item.state() == ItemState.SENT;
            if (onItsWay) {
                pending++;
            } else {
                accuse(one, item, accounts.get(one.holding().subject()));
            }
        }
        waiting.clear();
    }

    private Map<String, Known> known(List<String> itemIds) {
        Map<String, Known> known = new HashMap<>();
        store.jdbc()
                .sql("select item_id, account_key, state, package_id from " + SqlArrays.KEYS
                        + " left join report_item on item_id = k.key_text and target = ? where "
                        + SqlArrays.found("item_id"))
                .params(SqlArrays.text(itemIds), target)
                .query((ResultSet row) -> {
                    known.put(row.getString(1), known(row));
                });
        return known;
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(row.getString(2), ItemState.valueOf(row.getString(3)), row.getString(4));
    }

    /** Of these items, those that a correction or deletion on its way replaces or takes back. */
    private Set<String> givesWay(List<String> itemIds) {
        return new HashSet<>(store.jdbc()
                .sql("select i.supersedes from " + SqlArrays.KEYS
                        + " left join report_item s on s.item_id = k.key_text and s.target = ?"
                        + " left join report_item i on i.target = s.target and i.subject = s.subject and i.supersedes = s.item_id"
                        + " and i.state = 'SENT' and i.kind <> 'REPORT' where " + SqlArrays.found("i.item_id"))
                .params(SqlArrays.text(itemIds), target)
                .query(String.class)
                .list());
    }

    /** Account keys of subjects that we ever told the registry about. */
    private Map<String, String> accounts(List<String> subjects) {
        Map<String, String> accounts = new HashMap<>();
        if (!subjects.isEmpty()) {
            store.jdbc()
                    .sql("select distinct subject, account_key from " + SqlArrays.KEYS
                            + " left join report_item on target = ? and subject = k.key_text where "
                            + SqlArrays.found("subject"))
                    .params(SqlArrays.text(subjects), target)
                    .query(row -> {
                        accounts.put(row.getString(1), row.getString(2));
                    });
        }
        return accounts;
    }

    private void accuse(Difference one, @Nullable Known item, @Nullable String accountOfSubject) {
        Holding holding = one.holding();
        String account = item == null ? accountOfSubject : item.accountKey();
        String what = "item " + holding.itemId() + " of " + holding.subject() + " at " + holding.reportDate();
        GuiltyRecord record = switch (one.kind()) {
            case MISSING -> {
                missing++;
                yield guilty(
                        GuiltyRecord.REGISTRY_MISSING,
                        account,
                        holding,
                        item,
                        what + " was accepted by the registry, and it does not hold it");
            }
            case ALTERED -> {
                altered++;
                yield guilty(
                        GuiltyRecord.REGISTRY_ALTERED,
                        account,
                        holding,
                        item,
                        what + " is held by the registry with another "
                                + (one.fields().equals(List.of("itemDigest"))
                                        ? "content: only the digest of its bytes differs"
                                        : String.join(", ", one.fields())));
            }
            case EXTRA -> {
                extra++;
                yield guilty(
                        GuiltyRecord.REGISTRY_EXTRA,
                        account,
                        holding,
                        item,
                        what + " is held by the registry, " + ours(item));
            }
        };
        if (guilty.size() < MOST_NAMED) {
            guilty.add(record);
        }
    }

    /** What our books say of an item that they do not say the registry holds. */
    private static String ours(@Nullable Known item) {
        if (item == null) {
            return "and our books do not know it; ask the registry's operator in which package it came and from whom, and have"
                    + " it taken out there: nothing sent from here can name it";
        }
        return switch (item.state()) {
            case REJECTED -> "and its feedback rejected it";
            case ACCEPTED -> "and by our books it was replaced or taken back, or was lost by the registry";
            case STAGED -> "and in our books it has not left yet";
            case SENT -> "and in our books it is on its way";
            case SUPERSEDED, WITHDRAWN -> "and in our books it is " + item.state() + " and never left";
        };
    }

    private GuiltyRecord guilty(
            String rule, @Nullable String account, Holding holding, @Nullable Known item, String message) {
        return new GuiltyRecord(
                rule,
                account,
                holding.subject(),
                holding.itemId(),
                item == null ? null : item.packageId(),
                message,
                next(rule, account));
    }

    /** What is on file is right in our books: either the registry is shown receipt and verdict, or it is told again. */
    private @Nullable String next(String rule, @Nullable String account) {
        if (account == null) {
            return null;
        }
        return rule.equals(GuiltyRecord.REGISTRY_EXTRA)
                ? "journey " + account + " --target " + target
                : "resubmit " + account + " --target " + target + " --author NAME --reason TEXT";
    }
}
