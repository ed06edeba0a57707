package org.creditconnector.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.AmountPart;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentKind;
import org.creditconnector.record.StatusSince;

/**
 * One hand-worked history, read from a text file of lines:
 *
 * <pre>
 * # why the case exists
 * loan 12000 opened 2024-03-15 as-of 2024-08-31 [currency JPY] [grace 3] [order principal,interest]
 * instalment 2024-04-15 principal=953 interest=97 [paid principal=953] [waived interest=1] [written-off principal=3]
 * repayment 2024-04-15 1050 [REPAYMENT] [reversed] [split principal=953 interest=97]
 * event WAIVER 2024-05-01 10 [split interest=10]
 * status OPEN 2024-03-15        or        closed 2024-08-20 PAID_EARLY
 * month 2024-03-31 balance due paid overdue overduePrincipal oldest daysPastDue instalmentsOverdue instalmentsLeft
 * finding HIST-PAID-UNEXPLAINED
 * </pre>
 *
 * A figure of {@code -} is not looked at, {@code null} must be null.
 */
public record HistoryCase(String name, CreditRecord facts, List<String> months, List<String> findings) {
    private static final List<String> KEYWORDS = List.of("paid", "waived", "written-off", "split", "reversed");

    /** Reads one. */
    public static HistoryCase read(Path file) {
        HistoryCase history = null;
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                List<String> words = List.of(text.split("\\s+"));
                if (history == null) {
                    history = new HistoryCase(
                            file.getFileName().toString(), account(words), new ArrayList<>(), new ArrayList<>());
                } else {
                    history.line(words);
                }
            }
        } catch (IOException | RuntimeException broken) {
            throw new IllegalArgumentException(file + " cannot be read", broken);
        }
        return history;
    }

    private static CreditRecord account(List<String> words) {
        String opened = after(words, "opened", null);
        CreditRecord record = words.get(0).equals("card")
                ? Records.card(words.get(1), opened, after(words, "as-of", null))
                : Records.loan(words.get(1), opened, after(words, "as-of", null));
        record.getAccount().setCurrency(after(words, "currency", "XOF"));
        if (words.get(0).equals("line")) {
            record.getAccount().setKind(AccountKind.REVOLVING);
        }
        String grace = after(words, "grace", null);
        record.getAccount().setGraceDays(grace == null ? null : Integer.valueOf(grace));
        String order = after(words, "order", null);
        if (order != null) {
            record.getAccount()
                    .setAllocationOrder(Arrays.stream(order.split(","))
                            .map(part -> AmountPart.valueOf(part.toUpperCase(Locale.ROOT)))
                            .toList());
        }
        return record;
    }

    private void line(List<String> words) {
        switch (words.get(0)) {
            case "instalment" -> {
                Instalment instalment = Records.instalment(facts, words.get(1), parts(words, 2));
                instalment.setPaid(has(words, "paid") ? Records.split(partsAfter(words, "paid")) : null);
                instalment.setWaived(has(words, "waived") ? Records.split(partsAfter(words, "waived")) : null);
                instalment.setWrittenOff(
                        has(words, "written-off") ? Records.split(partsAfter(words, "written-off")) : null);
            }
            case "repayment" -> {
                boolean kindGiven = words.size() > 3 && !KEYWORDS.contains(words.get(3));
                RepaymentKind kind = kindGiven ? RepaymentKind.valueOf(words.get(3)) : RepaymentKind.REPAYMENT;
                Repayment repayment = Records.repayment(facts, kind, words.get(1), words.get(2));
                repayment.setReversed(has(words, "reversed"));
                repayment.setSplit(has(words, "split") ? Records.split(partsAfter(words, "split")) : null);
            }
            case "event" -> {
                boolean amountGiven = words.size() > 3 && !KEYWORDS.contains(words.get(3));
                AccountEvent event = Records.event(
                        facts, EventKind.valueOf(words.get(1)), words.get(2), amountGiven ? words.get(3) : null);
                event.setReversed(has(words, "reversed"));
                event.setSplit(has(words, "split") ? Records.split(partsAfter(words, "split")) : null);
            }
            case "status" ->
                facts.getState()
                        .setStatus(new StatusSince(
                                AccountStatus.valueOf(words.get(1)),
                                words.size() > 2 ? Records.date(words.get(2)) : null));
            case "closed" -> Records.closed(facts, words.get(1), ClosingReason.valueOf(words.get(2)));
            case "month" -> months.add(String.join(" ", words.subList(1, words.size())));
            case "finding" -> findings.add(words.get(1));
            default -> throw new IllegalArgumentException("unknown line " + words);
        }
    }

    private static boolean has(List<String> words, String keyword) {
        return words.contains(keyword);
    }

    private static String after(List<String> words, String keyword, String otherwise) {
        int at = words.indexOf(keyword);
        return at < 0 ? otherwise : words.get(at + 1);
    }

    private static String[] partsAfter(List<String> words, String keyword) {
        return parts(words, words.indexOf(keyword) + 1);
    }

    private static String[] parts(List<String> words, int from) {
        return words.stream().skip(from).takeWhile(word -> word.contains("=")).toArray(String[]::new);
    }

    /** Figures in the order of the month lines, with {@code -} where the expected line has it. */
    static String figures(PeriodState state, String expected) {
        String[] wanted = expected.split(" ");
        Object[] figures = {
            state.getStateOn(),
            plain(state.getBalance()),
            plain(state.getDue()),
            plain(state.getPaid()),
            plain(state.getOverdueTotal()),
            plain(state.getOverduePrincipal()),
            state.getOldestUnpaidDueOn(),
            state.getDaysPastDue(),
            state.getInstalmentsOverdue(),
            state.getInstalmentsLeft()
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < figures.length; i++) {
            text.append(i == 0 ? "" : " ").append(i < wanted.length && wanted[i].equals("-") ? "-" : figures[i]);
        }
        return text.toString();
    }

    private static String plain(java.math.BigDecimal amount) {
        return amount == null
                ? null
                : amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
