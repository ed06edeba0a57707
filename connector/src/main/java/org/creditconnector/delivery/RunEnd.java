package org.creditconnector.delivery;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * That a run is sent as a whole, and what it was made of: by this a receiver knows that it has everything. Made of the packages that
 * the other side has taken, so that it is the same whenever it is made.
 *
 * @param run name of the run
 * @param lenderCode code of the lender
 * @param businessDate of the night
 * @param packages number of packages; 0 where the night had nothing to tell
 * @param items number of their items
 * @param bytes sum of their bytes as they left
 * @param sequences their numbers, ascending and without overlap
 * @param digest lower-case hex SHA-256 over {@code sequence package-id sha256} of each, in order of sequence, each followed by a line feed
 * @param totals sums by currency over all items, sorted
 */
public record RunEnd(
        String run,
        String lenderCode,
        LocalDate businessDate,
        long packages,
        long items,
        long bytes,
        List<Span> sequences,
        String digest,
        List<CurrencyTotals> totals) {
    /** Numbers of packages that follow each other, both ends included. */
    public record Span(long first, long last) {}

    /** Begins to add up the packages of a run. */
    public static Sum of(String run, String lenderCode, LocalDate businessDate) {
        return new Sum(run, lenderCode, businessDate);
    }

    /** Adds packages up. Not thread-safe. */
    public static final class Sum {
        private final String run;
        private final String lenderCode;
        private final LocalDate businessDate;
        private final MessageDigest digest = Sha256.start();
        private final List<Span> sequences = new ArrayList<>();
        private final SortedMap<String, CurrencyTotals> totals = new TreeMap<>();
        private long packages;
        private long items;
        private long bytes;

        private Sum(String run, String lenderCode, LocalDate businessDate) {
            this.run = run;
            this.lenderCode = lenderCode;
            this.businessDate = businessDate;
        }

        /**
         * Adds the package with the next higher sequence.
         *
         * @param sha256 of its bytes as they left, lower-case hex
         * @param byteCount their number
         */
        public Sum add(SubmissionPackage manifest, String sha256, long byteCount) {
            long sequence = manifest.getSequence();
            Span last = sequences.isEmpty() ? null : sequences.get(sequences.size() - 1);
            if (last != null && sequence <= last.last()) {
                throw new IllegalArgumentException(
                        "package " + sequence + " after package " + last.last() + ", expected ascending sequences");
            }
            if (last != null && sequence == last.last() + 1) {
                sequences.set(sequences.size() - 1, new Span(last.first(), sequence));
            } else {
                sequences.add(new Span(sequence, sequence));
            }
            packages++;
            items += manifest.getItemCount();
            bytes += byteCount;
            manifest.getTotals().forEach(sum -> totals.merge(sum.getCurrency(), sum, Sum::plus));
            String line = sequence + " " + manifest.getPackageId() + " " + sha256 + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** What was added up; ends this sum. */
        public RunEnd end() {
            return new RunEnd(
                    run,
                    lenderCode,
                    businessDate,
                    packages,
                    items,
                    bytes,
                    List.copyOf(sequences),
                    HexFormat.of().formatHex(digest.digest()),
                    List.copyOf(totals.values()));
        }

        private static CurrencyTotals plus(CurrencyTotals one, CurrencyTotals other) {
            return new CurrencyTotals(
                    one.getCurrency(),
                    one.getItems() + other.getItems(),
                    plus(one.getPrincipal(), other.getPrincipal()),
                    plus(one.getCreditLimit(), other.getCreditLimit()),
                    plus(one.getOutstanding(), other.getOutstanding()),
                    plus(one.getOverdue(), other.getOverdue()),
                    plus(one.getPaid(), other.getPaid()));
        }

        /** A null says that no item has the figure. */
        private static @Nullable BigDecimal plus(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.add(other);
        }
    }
}
