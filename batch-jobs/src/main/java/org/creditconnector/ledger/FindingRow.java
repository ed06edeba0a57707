package org.creditconnector.ledger;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A finding as it is kept; values in it were masked before they came here.
 *
 * @param ruleId rule of ours or of the registry
 * @param severity ERROR, WARNING or INFO
 * @param origin SOURCE, MAPPING, RULE or REGISTRY
 * @param accountKey account it is about; null when about none
 * @param itemId item it is about; null when about none
 * @param packageId package it is about; null when about none
 * @param path path of the field; empty for the whole
 * @param maskedValue the offending value, masked; null when there is none
 * @param message one sentence
 * @param position where in the source; null when unknown
 * @param foundAt database time
 */
public record FindingRow(
        String ruleId,
        String severity,
        String origin,
        @Nullable String accountKey,
        @Nullable String itemId,
        @Nullable String packageId,
        String path,
        @Nullable String maskedValue,
        String message,
        @Nullable String position,
        OffsetDateTime foundAt) {}
