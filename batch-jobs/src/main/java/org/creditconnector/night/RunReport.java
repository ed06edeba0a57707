package org.creditconnector.night;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.ledger.GuiltyRecord;
import org.creditconnector.ledger.OverduePackage;
import org.creditconnector.ledger.StaleCorrection;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * What became of one run: one target, one source, one business date, one pass. Its components, in this order, are the keys of
 * the JSON object, so that renaming one changes what scripts read.
 *
 * @param target name of the target
 * @param source name of the source
 * @param businessDate date the night is for
 * @param pass from 1; further passes of a date come from {@code --again}; 0 when the run could not even be opened
 * @param state state of the run in the ledger, e.g. {@code RECONCILED}; {@code FAILED} when there is none
 * @param accounts the account book
 * @param items the item book
 * @param amounts what was booked of what was extracted, by currency, sorted
 * @param sourceAmounts the same by the source's own control query, where it differs from what was booked; empty otherwise
 * @param packages packages built
 * @param overdue packages of the target, of whatever run, that the registry has not answered within the deadline
 * @param seconds wall time of this call
 * @param exit what the run ends with
 * @param cause why it is not reconciled, in one sentence; null when there is nothing to say
 * @param next the command that moves it, without the program's name; null when nothing is to do
 * @param guilty the records that keep the books from balancing, as the comparison of this call named them; empty otherwise
 * @param staleCorrections corrections of people that were reported while the source still shows the wrong value
 * @param notes what people should know of this call and need not act on, one sentence each
 * @param endedBefore whether the run had ended before this call, which then did nothing
 */
public record RunReport(
        String target,
        String source,
        LocalDate businessDate,
        int pass,
        String state,
        Accounts accounts,
        Items items,
        List<CurrencyAmounts> amounts,
        List<CurrencyAmounts> sourceAmounts,
        int packages,
        List<OverduePackage> overdue,
        double seconds,
        ExitCode exit,
        @Nullable String cause,
        @Nullable String next,
        List<GuiltyRecord> guilty,
        List<StaleCorrection> staleCorrections,
        List<String> notes,
        boolean endedBefore) {
    /** A report of the books alone. */
    public RunReport(
            String target,
            String source,
            LocalDate businessDate,
            int pass,
            String state,
            Accounts accounts,
            Items items,
            List<CurrencyAmounts> amounts,
            int packages,
            List<OverduePackage> overdue,
            double seconds,
            ExitCode exit,
            @Nullable String cause,
            @Nullable String next) {
        this(
                target,
                source,
                businessDate,
                pass,
                state,
                accounts,
                items,
                amounts,
                List.of(),
                packages,
                overdue,
                seconds,
                exit,
                cause,
                next,
                List.of(),
                List.of(),
                List.of(),
                false);
    }

    /**
     * The same, with what the call found beside the books.
     *
     * @param named who keeps the books from balancing
     * @param said what people should know, one sentence each
     */
    public RunReport with(List<GuiltyRecord> named, List<String> said) {
        return with(sourceAmounts, named, staleCorrections, said, endedBefore);
    }

    /** The same, with the corrections that the source does not show yet. */
    public RunReport withStale(List<StaleCorrection> stale) {
        return with(sourceAmounts, guilty, stale, notes, endedBefore);
    }

    /** The same, with what the source's own control query tells otherwise. */
    public RunReport withSource(List<CurrencyAmounts> told) {
        return with(told, guilty, staleCorrections, notes, endedBefore);
    }

    /** The same of a run that had ended before the call. */
    public RunReport thatEndedBefore() {
        return with(sourceAmounts, guilty, staleCorrections, notes, true);
    }

    private RunReport with(
            List<CurrencyAmounts> told,
            List<GuiltyRecord> named,
            List<StaleCorrection> stale,
            List<String> said,
            boolean before) {
        return new RunReport(
                target,
                source,
                businessDate,
                pass,
                state,
                accounts,
                items,
                amounts,
                List.copyOf(told),
                packages,
                overdue,
                seconds,
                exit,
                cause,
                next,
                List.copyOf(named),
                List.copyOf(stale),
                List.copyOf(said),
                before);
    }

    /** State shown for a run that could not be opened. */
    public static final String FAILED = "FAILED";

    /** A run that could not be opened, so that the ledger knows nothing of it. */
    public static RunReport notOpened(RunRequest request, ExitCode exit, String cause) {
        return new RunReport(
                request.target(),
                request.source(),
                request.businessDate(),
                0,
                FAILED,
                Accounts.NONE,
                Items.NONE,
                List.of(),
                0,
                List.of(),
                0,
                exit,
                cause,
                null);
    }

    /** The run's id as people see and type it: {@code TARGET/SOURCE/DATE/PASS}. */
    public String id() {
        return target + "/" + source + "/" + businessDate + "/" + pass;
    }

    /**
     * The account book: {@code extracted = held + unchanged + notDue + waiting + reported}.
     *
     * @param extracted accounts read
     * @param held kept back by a finding
     * @param unchanged nothing new to say
     * @param notDue no report date has come
     * @param waiting an earlier item has no verdict yet
     * @param reported at least one item was staged
     * @param vanished open before, not seen now; beside the equation
     */
    public record Accounts(
            long extracted, long held, long unchanged, long notDue, long waiting, long reported, long vanished) {
        /** An empty book. */
        public static final Accounts NONE = new Accounts(0, 0, 0, 0, 0, 0, 0);

        /** Whether no account is lost or counted twice. */
        public boolean balances() {
            return extracted == held + unchanged + notDue + waiting + reported;
        }
    }

    /**
     * The item book: {@code staged = unsent + unanswered + accepted + rejected + withdrawn + superseded}.
     *
     * @param staged items made
     * @param unsent not sent yet
     * @param unanswered sent, no verdict yet
     * @param accepted accepted by the registry
     * @param rejected rejected by the registry
     * @param withdrawn taken back by a person before they were sent
     * @param superseded replaced by a newer item before they were sent
     */
    public record Items(
            long staged, long unsent, long unanswered, long accepted, long rejected, long withdrawn, long superseded) {
        /** An empty book. */
        public static final Items NONE = new Items(0, 0, 0, 0, 0, 0, 0);

        /** Whether no item is lost or counted twice. */
        public boolean balances() {
            return staged == unsent + unanswered + accepted + rejected + withdrawn + superseded;
        }
    }

    /**
     * Control totals of one currency; a null says that the source does not have the figure.
     *
     * @param currency ISO 4217
     * @param principal amount lent
     * @param creditLimit limit in force
     * @param outstanding owed; negative for a credit
     * @param overdue overdue principal
     * @param paid effective repayments
     */
    public record CurrencyAmounts(
            String currency,
            @Nullable BigDecimal principal,
            @Nullable BigDecimal creditLimit,
            @Nullable BigDecimal outstanding,
            @Nullable BigDecimal overdue,
            @Nullable BigDecimal paid) {
        /** The amounts of control totals, by currency. */
        public static List<CurrencyAmounts> of(ControlTotals totals) {
            return totals.amounts().entrySet().stream()
                    .map(entry -> new CurrencyAmounts(
                            entry.getKey(),
                            entry.getValue().principal(),
                            entry.getValue().creditLimit(),
                            entry.getValue().outstanding(),
                            entry.getValue().overdue(),
                            entry.getValue().paid()))
                    .toList();
        }
    }
}
