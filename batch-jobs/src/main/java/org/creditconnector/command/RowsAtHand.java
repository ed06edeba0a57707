package org.creditconnector.command;

import java.util.List;
import java.util.Map;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.mapping.MappingRun;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.RangeKey;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a command of the mapping loop looks at: of the real source where there is one, else of the folder's sample.
 *
 * @param accounts some accounts with all their rows
 * @param shapes columns by query
 * @param run what is the same for all records
 * @param real whether they come from the lender and not from the sample
 */
record RowsAtHand(List<SourceAccount> accounts, Map<String, RowShape> shapes, MappingRun run, boolean real) {
    /**
     * Reads them.
     *
     * @param key only the account with this range key, or account key in a sample; null for the first ones
     * @param most how many accounts at most
     */
    static RowsAtHand of(Action action, MappingSubject subject, @Nullable String key, int most) {
        Lender lender = subject.lender();
        return lender == null
                ? sample(subject.mapping(), key, most)
                : real(action, subject.mapping(), lender, key, most);
    }

    private static RowsAtHand sample(SourceMapping mapping, @Nullable String key, int most) {
        if (!MappingSamples.exists(mapping)) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "the folder " + mapping.name()
                            + " has no sample and is no configured source, so there are no rows to show");
        }
        MappingSamples.Rows rows = MappingSamples.rows(mapping);
        return new RowsAtHand(
                rows.accounts().stream()
                        .filter(account -> key == null || isAccount(account, mapping, key))
                        .limit(most)
                        .toList(),
                rows.shapes(),
                rows.run(),
                false);
    }

    private static boolean isAccount(SourceAccount account, SourceMapping mapping, String key) {
        int position = account.account().shape().position(mapping.accountKey());
        Object reported = position < 0 ? null : account.account().value(position);
        return account.rangeKey().toString().equals(key) || key.equals(String.valueOf(reported));
    }

    private static RowsAtHand real(
            Action action, SourceMapping mapping, Lender lender, @Nullable String key, int most) {
        lender.open();
        KeyRange range = key == null ? lender.plan().ranges().get(0) : exactly(action, key, mapping.rangeKey());
        return new RowsAtHand(
                lender.read(range).accounts().stream().limit(most).toList(), lender.shapes(), lender.run(), true);
    }

    /** The range that holds one key: up to the next whole number, or the next text in the order of bytes. */
    private static KeyRange exactly(Action action, String text, RangeKey rangeKey) {
        if (rangeKey.type() == RangeKey.Type.TEXT) {
            return new KeyRange(0, text, text + "\u0001");
        }
        try {
            long number = Long.parseLong(text);
            return new KeyRange(0, number, number + 1);
        } catch (NumberFormatException e) {
            throw action.usage("--key is \"" + text + "\", but " + rangeKey.column() + " holds whole numbers");
        }
    }

    /** Never shows values. */
    @Override
    public String toString() {
        return accounts.size() + " accounts at hand";
    }
}
