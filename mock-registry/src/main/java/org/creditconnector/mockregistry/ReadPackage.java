package org.creditconnector.mockregistry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container that could be read and whose metadata is complete.
 *
 * @param lender code of the lender
 * @param businessDate business date of the night
 * @param sequence sequence number among the lender's packages
 * @param supersedes package it replaces
 * @param items items in file order
 * @param faults what is wrong with the file itself: F001, F002, F003
 */
record ReadPackage(
        String lender,
        LocalDate businessDate,
        long sequence,
        @Nullable String supersedes,
        List<ReadItem> items,
        List<RuleFinding> faults) {}
