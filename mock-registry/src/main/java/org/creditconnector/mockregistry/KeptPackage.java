package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A package of which there is a receipt. Guarded by the lock of {@link Registry}. */
final class KeptPackage {
    final String packageId;
    final String contentDigest;
    final String receiptId;
    final Instant receivedAt;
    final ReadPackage content;
    final List<KeptItem> items;

    /** What the registry could not do when it arrived. */
    final Set<Lack> lacks;

    /** Whether its id was known and it was kept all the same. */
    final boolean repeated;

    /** As it was received; null when its records are not kept. */
    byte @Nullable [] container;

    /** When feedback is due; null while it waits for a release. */
    @Nullable Instant dueAt;

    /** Null while there is no feedback. */
    @Nullable String feedbackId;

    /** When it was judged. */
    @Nullable Instant judgedAt;

    KeptPackage(
            String packageId,
            String contentDigest,
            String receiptId,
            Instant receivedAt,
            ReadPackage content,
            @Nullable Instant dueAt,
            Set<Lack> lacks,
            boolean repeated) {
        this.packageId = packageId;
        this.contentDigest = contentDigest;
        this.receiptId = receiptId;
        this.receivedAt = receivedAt;
        this.content = content;
        this.dueAt = dueAt;
        this.lacks = lacks;
        this.repeated = repeated;
        this.items =
                content.items().stream().map(item -> new KeptItem(this, item)).toList();
    }

    /** The contract's Receipt: the same whenever it is asked for. */
    ObjectNode receipt() {
        return Json.object()
                .put("packageId", packageId)
                .put("receiptId", receiptId)
                .put("receivedAt", receivedAt.toString())
                .put("contentDigest", contentDigest)
                .put("itemCount", items.size());
    }

    /** One item of the package with its verdict. */
    static final class KeptItem {
        final KeptPackage in;
        final ReadItem item;

        /** All findings; null while there is no verdict. */
        @Nullable List<RuleFinding> findings;

        KeptItem(KeptPackage in, ReadItem item) {
            this.in = in;
            this.item = item;
        }

        boolean rejected() {
            return findings != null && findings.stream().anyMatch(RuleFinding::rejects);
        }

        ReceivedItem received(@Nullable String record) {
            String verdict = rejected() ? "rejected" : "accepted";
            return new ReceivedItem(
                    item.itemId(),
                    in.packageId,
                    in.receivedAt,
                    item.kind(),
                    item.subject(),
                    item.reportDate(),
                    item.sequence(),
                    item.supersedes(),
                    findings == null ? null : verdict,
                    findings == null ? List.of() : findings,
                    record);
        }

        Effect.Item effect(@Nullable String record) {
            List<RuleFinding> all = findings == null ? List.of() : findings;
            return new Effect.Item(
                    item.itemId(),
                    item.kind(),
                    item.subject(),
                    item.reportDate(),
                    item.sequence(),
                    all.stream().map(RuleFinding::code).distinct().toList(),
                    record);
        }
    }
}
