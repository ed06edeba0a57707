package org.creditconnector.mockregistry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What happened, in order, numbered from 1; one entry for all items of a package. Guarded by the lock of {@link Registry}. */
final class EffectsLedger {
    private final NavigableMap<Long, Entry> byFirstNumber = new TreeMap<>();
    private long next = 1;

    /** @param judged whether it tells what became of the items, one number each; else that the package was kept */
    private record Entry(Instant at, KeptPackage kept, boolean judged) {}

    void kept(Instant at, KeptPackage kept) {
        byFirstNumber.put(next, new Entry(at, kept, false));
        next++;
    }

    void judged(Instant at, KeptPackage kept) {
        if (!kept.items.isEmpty()) {
            byFirstNumber.put(next, new Entry(at, kept, true));
            next += kept.items.size();
        }
    }

    void clear() {
        byFirstNumber.clear();
        next = 1;
    }

    /**
     * Effects with a number above {@code after}, at most {@code limit}.
     *
     * @param records the record of an item as JSON; null for none
     */
    List<Effect> page(long after, int limit, BiFunction<KeptPackage, ReadItem, @Nullable String> records) {
        List<Effect> page = new ArrayList<>();
        long number = Math.max(0, after) + 1;
        while (number < next && page.size() < limit) {
            var entry = byFirstNumber.floorEntry(number);
            page.add(effect(number, entry.getValue(), (int) (number - entry.getKey()), records));
            number++;
        }
        return page;
    }

    private static Effect effect(
            long number, Entry entry, int place, BiFunction<KeptPackage, ReadItem, @Nullable String> records) {
        KeptPackage kept = entry.kept;
        KeptPackage.KeptItem item = entry.judged ? kept.items.get(place) : null;
        return new Effect(
                number,
                entry.at,
                item == null
                        ? Effect.Kind.PACKAGE_KEPT
                        : item.rejected() ? Effect.Kind.ITEM_REJECTED : Effect.Kind.ITEM_ACCEPTED,
                kept.content.lender(),
                kept.packageId,
                kept.content.sequence(),
                item == null ? null : item.effect(records.apply(kept, item.item)));
    }
}
