package org.creditconnector.mockregistry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item as read from a container, reduced to what the registry needs later.
 *
 * @param itemId the client's id
 * @param kind REPORT, CORRECTION, DELETION or ID_CHANGE, as it stands there
 * @param subject kind and key
 * @param reportDate date the content is true for
 * @param sequence running number within the subject
 * @param supersedes accepted item it replaces or takes back
 * @param formerSubjects subjects that an ID_CHANGE takes over
 * @param digest SHA-256 of its bytes as they were received
 * @param figures what it adds to totals; null without a record
 * @param record the record as JSON; null without a record, or when records are not kept
 * @param findings what the rules say that need no memory, and the scenario's own
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a digest as text would take three times the memory; items are never compared
record ReadItem(
        String itemId,
        String kind,
        String subject,
        LocalDate reportDate,
        long sequence,
        @Nullable String supersedes,
        List<String> formerSubjects,
        byte[] digest,
        @Nullable Figures figures,
        @Nullable PackedText record,
        List<RuleFinding> findings) {}
