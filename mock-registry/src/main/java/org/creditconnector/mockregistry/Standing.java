package org.creditconnector.mockregistry;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An accepted item that nothing has replaced or taken back.
 *
 * @param itemId its id
 * @param reportDate its report date
 * @param sequence its sequence within the subject
 * @param digest SHA-256 of its bytes as they were received
 * @param figures what it adds to totals; null without a record
 */
@SuppressWarnings("ArrayRecordComponent") // a digest as text would take three times the memory; never compared
record Standing(
        String itemId,
        LocalDate reportDate,
        long sequence,
        byte[] digest,
        @Nullable Figures figures) {
    /** Order of the listing within a subject: the newest item comes last. */
    static final Comparator<Standing> ORDER = Comparator.comparing(Standing::reportDate)
            .thenComparingLong(Standing::sequence)
            .thenComparing(Standing::itemId, Utf8Order.BYTES);

    static Standing of(Holding holding) {
        Map<Figure, BigDecimal> amounts = new EnumMap<>(Figure.class);
        holding.amounts().forEach((name, amount) -> amounts.put(Figure.named(name), amount));
        String currency = holding.currency();
        return new Standing(
                holding.itemId(),
                holding.reportDate(),
                holding.sequence(),
                HexFormat.of().parseHex(holding.itemDigest()),
                currency == null ? null : new Figures(currency, amounts));
    }

    String hexDigest() {
        return HexFormat.of().formatHex(digest);
    }

    Holding holding(String subject) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        if (figures != null) {
            for (Figure figure : Figure.ALL) {
                BigDecimal amount = figures.amount(figure);
                if (amount != null) {
                    amounts.put(figure.key(), amount);
                }
            }
        }
        String currency = figures == null || figures.currency().isEmpty() ? null : figures.currency();
        return new Holding(subject, itemId, reportDate, sequence, hexDigest(), currency, amounts);
    }

    /** The same item with another content, whose digest is another one too. */
    Standing altered(@Nullable Figure figure, @Nullable BigDecimal amount) {
        byte[] seed = ("altered " + hexDigest() + " " + figure + " " + amount).getBytes(StandardCharsets.UTF_8);
        byte[] otherDigest = new Sha256().bytes(seed, 0, seed.length);
        Figures other = figures;
        if (figure != null) {
            other = (figures == null ? new Figures("", Map.of()) : figures).with(figure, amount);
        }
        return new Standing(itemId, reportDate, sequence, otherDigest, other);
    }
}
