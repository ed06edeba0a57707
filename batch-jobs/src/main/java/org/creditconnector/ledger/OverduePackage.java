package org.creditconnector.ledger;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.jspecify.annotations.Nullable;

/**
 * A package that the registry has and has not answered within the deadline. Its items stay unanswered, however long it takes.
 *
 * @param packageId its id
 * @param run name of its run
 * @param sequence running number of the target
 * @param items number of items
 * @param unanswered of those, without a verdict
 * @param receivedAt when the registry had it, by the database's clock
 * @param overdueSince when it was first seen that the deadline had passed; null when nobody looked yet
 * @param askedAt when the registry was last asked about it; null when it never was
 * @param registryKnows what the registry said then; null when it was not asked, or has answered in part since
 */
public record OverduePackage(
        String packageId,
        String run,
        long sequence,
        int items,
        long unanswered,
        OffsetDateTime receivedAt,
        @Nullable OffsetDateTime overdueSince,
        @Nullable OffsetDateTime askedAt,
        PackageKnowledge.@Nullable State registryKnows) {
    /** Whether the registry does not know it although we hold its receipt. */
    public boolean lost() {
        return registryKnows == PackageKnowledge.State.UNKNOWN;
    }

    /** One sentence for people, without a full stop. */
    public String sentence() {
        String waiting = unanswered + " of " + items + " items of package " + packageId + " unanswered since "
                + utc(receivedAt) + ", the deadline has passed; ";
        if (registryKnows == null || askedAt == null) {
            return waiting
                    + (askedAt == null
                            ? "the registry was not asked about it yet"
                            : "the registry, last asked at " + utc(askedAt) + ", has answered in part since");
        }
        String asked = "the registry was asked at " + utc(askedAt) + " and ";
        return waiting
                + asked
                + switch (registryKnows) {
                    case RECEIVED -> "has it, not judged yet";
                    case PROCESSED -> "says it has answered, but its feedback has no verdict on them";
                    case UNKNOWN -> "does not know it, although we hold its receipt; it is never sent again by machine";
                };
    }

    private static String utc(OffsetDateTime time) {
        return time.withOffsetSameInstant(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toLocalDateTime()
                        .toString()
                        .replace('T', ' ')
                + " UTC";
    }
}
