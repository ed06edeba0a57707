package org.creditconnector.mockregistry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item as read from a container, reduced to what the registry needs later.
 *
 * @param standing what stands of it when it is accepted
 * @param kind REPORT, CORRECTION, DELETION or ID_CHANGE, as it stands there
 * @param subject kind and key
 * @param supersedes accepted item it replaces or takes back
 * @param formerSubjects subjects that an ID_CHANGE takes over
 * @param findings what the rules say that need no memory, and the scenario's own
 * @param block which block of the container it is in, from 0
 * @param offset where its bytes begin there
 */
record ReadItem(
        Standing standing,
        String kind,
        String subject,
        @Nullable String supersedes,
        List<String> formerSubjects,
        List<RuleFinding> findings,
        int block,
        int offset) {
    /** The client's id. */
    String itemId() {
        return standing.itemId();
    }

    /** Date the content is true for. */
    LocalDate reportDate() {
        return standing.reportDate();
    }

    /** Running number within the subject. */
    long sequence() {
        return standing.sequence();
    }

    /** What it adds to totals; null without a record. */
    @Nullable Figures figures() {
        return standing.figures();
    }
}
