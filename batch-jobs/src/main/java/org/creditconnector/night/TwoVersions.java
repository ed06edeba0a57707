package org.creditconnector.night;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;

/** The accounts of one source at one date as two versions of its folder make them. */
public final class TwoVersions {
    private TwoVersions() {}

    /**
     * Reads both by their own queries, range by range, so that memory does not grow with the portfolio.
     *
     * @param pair gets each account as the earlier and as the later version makes it; null where a version has none of its key
     */
    public static void each(
            Lender before, Lender after, BiConsumer<@Nullable MappedAccount, @Nullable MappedAccount> pair) {
        each(before, after, pair, new Rows());
    }

    /** The same, and counts the rows that either version's queries give. */
    public static void each(
            Lender before, Lender after, BiConsumer<@Nullable MappedAccount, @Nullable MappedAccount> pair, Rows rows) {
        after.open();
        before.open();
        for (KeyRange range : after.plan().ranges()) {
            each(read(before, range, rows.before()), read(after, range, rows.after()), pair);
        }
    }

    /**
     * Rows by query, of the accounts query and of the others.
     *
     * @param before those of the earlier version's queries
     * @param after those of the later version's
     */
    public record Rows(Map<String, Long> before, Map<String, Long> after) {
        /** None yet. */
        public Rows() {
            this(new TreeMap<>(), new TreeMap<>());
        }
    }

    /** The same of accounts that are mapped already, by their keys. */
    public static void each(
            Map<String, MappedAccount> before,
            Map<String, MappedAccount> after,
            BiConsumer<@Nullable MappedAccount, @Nullable MappedAccount> pair) {
        before.forEach((key, account) -> pair.accept(account, after.get(key)));
        after.forEach((key, account) -> {
            if (!before.containsKey(key)) {
                pair.accept(null, account);
            }
        });
    }

    private static Map<String, MappedAccount> read(Lender lender, KeyRange range, Map<String, Long> rows) {
        Map<String, MappedAccount> mapped = new TreeMap<>();
        Function<SourceAccount, MappedAccount> map = lender.map();
        for (SourceAccount account : lender.read(range).accounts()) {
            rows.merge(SourceMapping.ACCOUNTS, 1L, Long::sum);
            account.children().forEach((query, children) -> rows.merge(query, (long) children.size(), Long::sum));
            MappedAccount one = map.apply(account);
            mapped.put(one.accountKey(), one);
        }
        return mapped;
    }
}
