package org.creditconnector.ledger;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A package as it stands in the ledger.
 *
 * @param packageId its id at the registry
 * @param target name of the target
 * @param runId run whose items it carries
 * @param sequence running number of the target
 * @param state where it is
 * @param itemCount number of items
 * @param byteCount size as it leaves
 * @param sha256 of the bytes as they leave
 * @param supersedes the refused package it replaces
 * @param detail the last outcome in one sentence; null before the first send
 * @param receipt the registry's, as it came
 * @param builtAt database time
 * @param receivedAt when the registry had it; null before
 */
public record StoredPackage(
        String packageId,
        String target,
        long runId,
        long sequence,
        PackageState state,
        int itemCount,
        long byteCount,
        String sha256,
        @Nullable String supersedes,
        @Nullable String detail,
        @Nullable String receipt,
        OffsetDateTime builtAt,
        @Nullable OffsetDateTime receivedAt) {}
