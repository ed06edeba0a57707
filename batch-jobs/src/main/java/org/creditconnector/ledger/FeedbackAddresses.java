package org.creditconnector.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a feedback is about, in our own ids, where the registry speaks of file names and places in a file. Places are those of the
 * package, which are stored with its items.
 */
final class FeedbackAddresses {
    private final Store store;

    FeedbackAddresses(Store store) {
        this.store = store;
    }

    /** The package that a feedback is about; empty where it names a file that never was one of the target's. */
    Optional<String> packageOf(String target, Feedback feedback) {
        if (feedback.getFileName() == null) {
            return Optional.of(feedback.getPackageId());
        }
        return store.jdbc()
                .sql("select package_id from submission_package where target = ? and file_name = ?")
                .params(target, feedback.getFileName())
                .query(String.class)
                .optional();
    }

    /**
     * The same with the package's id and the items' ids, and a verdict on every item where the registry spoke of all others at once.
     * What cannot be found is left as it was said: such a feedback fits no package or no item, and is kept out for that.
     */
    Feedback inOurIds(String target, Feedback feedback) {
        if (feedback.getFileName() == null
                && feedback.getOthers() == null
                && feedback.getVerdicts().stream().allMatch(verdict -> verdict.getPlace() == null)) {
            return feedback;
        }
        String packageId = packageOf(target, feedback).orElse(null);
        if (packageId == null) {
            return Feedback.newBuilder(feedback)
                    .setPackageId(Text.line("file " + feedback.getFileName(), 50))
                    .build();
        }
        Map<Integer, String> itemOfPlace = items(packageId);
        List<ItemVerdict> verdicts = new ArrayList<>();
        Map<String, ItemVerdict> named = new HashMap<>();
        for (ItemVerdict verdict : feedback.getVerdicts()) {
            ItemVerdict ours = ItemVerdict.newBuilder(verdict)
                    .setItemId(itemId(verdict, itemOfPlace))
                    .build();
            verdicts.add(ours);
            named.put(ours.getItemId(), ours);
        }
        Verdict others = feedback.getOthers();
        if (others != null) {
            itemOfPlace.forEach((place, itemId) -> {
                if (!named.containsKey(itemId)) {
                    verdicts.add(new ItemVerdict(itemId, others, List.of(), place));
                }
            });
        }
        return Feedback.newBuilder(feedback)
                .setPackageId(packageId)
                .setVerdicts(verdicts)
                .build();
    }

    private static String itemId(ItemVerdict verdict, Map<Integer, String> itemOfPlace) {
        @Nullable Integer place = verdict.getPlace();
        if (place == null) {
            return verdict.getItemId();
        }
        return itemOfPlace.getOrDefault(place, "at place " + place);
    }

    /** In the order of places. */
    private Map<Integer, String> items(String packageId) {
        Map<Integer, String> items = new java.util.TreeMap<>();
        store.jdbc()
                .sql("select i.package_line, i.item_id from submission_package p join " + PackageItems.OF_P
                        + "where p.package_id = ?")
                .param(packageId)
                .query(row -> {
                    items.put(row.getInt(1), row.getString(2));
                });
        return items;
    }
}
