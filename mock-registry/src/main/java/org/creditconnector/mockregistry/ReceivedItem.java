package org.creditconnector.mockregistry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item the registry received, with what became of it.
 *
 * @param itemId its id
 * @param packageId package it came in
 * @param receivedAt when, by the registry's clock
 * @param kind REPORT, CORRECTION, DELETION or ID_CHANGE
 * @param subject its subject
 * @param reportDate its report date
 * @param sequence its sequence within the subject
 * @param supersedes the item it replaces or takes back
 * @param verdict {@code accepted} or {@code rejected}; null while there is no feedback
 * @param findings what the rules said; empty while there is no feedback
 * @param record the record as JSON; null without a record, or when records are not kept
 */
public record ReceivedItem(
        String itemId,
        String packageId,
        Instant receivedAt,
        String kind,
        String subject,
        LocalDate reportDate,
        long sequence,
        @Nullable String supersedes,
        @Nullable String verdict,
        List<RuleFinding> findings,
        @Nullable String record) {}
