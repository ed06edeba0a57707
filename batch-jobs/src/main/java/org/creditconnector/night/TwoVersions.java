package org.creditconnector.night;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.mapping.MappedAccount;
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
        after.open();
        before.open();
        for (KeyRange range : after.plan().ranges()) {
            each(read(before, range), read(after, range), pair);
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

    private static Map<String, MappedAccount> read(Lender lender, KeyRange range) {
        Map<String, MappedAccount> mapped = new TreeMap<>();
        lender.read(range).accounts().stream()
                .map(lender.map())
                .forEach(account -> mapped.put(account.accountKey(), account));
        return mapped;
    }
}
