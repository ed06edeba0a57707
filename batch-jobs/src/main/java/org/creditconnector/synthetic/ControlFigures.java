package org.creditconnector.synthetic;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the lender adds up to at the end of each night, by currency, from its own bookkeeping and not from the rows: changes are kept
 * by night, so that memory does not grow with accounts.
 */
final class ControlFigures {
    private static final int FIGURES = 5;

    /** What is added up; all but the number of accounts in hundredths of the currency. */
    enum Figure {
        ACCOUNTS,
        PRINCIPAL,
        CREDIT_LIMIT,
        OUTSTANDING,
        PAID
    }

    private final LocalDate from;
    private final int nights;
    private final Map<String, long[]> changes = new TreeMap<>();

    ControlFigures(LocalDate from, LocalDate to) {
        this.from = from;
        this.nights = (int) ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** A figure changes in a night; changes of earlier nights count for the first one, later ones for none. */
    void add(Figure figure, String currency, LocalDate night, long change) {
        int index = (int) Math.max(0, ChronoUnit.DAYS.between(from, night));
        if (index < nights) {
            changes.computeIfAbsent(currency, any -> new long[nights * FIGURES])[index * FIGURES + figure.ordinal()] +=
                    change;
        }
    }

    /** The figure of the last night. */
    long last(Figure figure, String currency) {
        long[] all = changes.getOrDefault(currency, new long[nights * FIGURES]);
        long sum = 0;
        for (int night = 0; night < nights; night++) {
            sum += all[night * FIGURES + figure.ordinal()];
        }
        return sum;
    }

    Iterable<String> currencies() {
        return changes.keySet();
    }

    /** Writes a line for each night and currency. */
    void write(Path file) {
        try (CsvWriter csv = CsvRows.writer(file, false)) {
            csv.writeRecord(
                    "business_date", "currency", "accounts", "principal", "credit_limit", "outstanding", "paid");
            Map<String, long[]> sums = new TreeMap<>();
            for (int night = 0; night < nights; night++) {
                for (Map.Entry<String, long[]> currency : changes.entrySet()) {
                    long[] sum = sums.computeIfAbsent(currency.getKey(), any -> new long[FIGURES]);
                    for (int figure = 0; figure < FIGURES; figure++) {
                        sum[figure] += currency.getValue()[night * FIGURES + figure];
                    }
                    csv.writeRecord(
                            from.plusDays(night).toString(),
                            currency.getKey(),
                            Long.toString(sum[0]),
                            Money.text(sum[1]),
                            Money.text(sum[2]),
                            Money.text(sum[3]),
                            Money.text(sum[4]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the control figures cannot be written to " + file, e);
        }
    }
}
