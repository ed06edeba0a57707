package org.creditconnector.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
    /** Of those that fit into 64 bits. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /**
     * Reads them.
     *
     * @param key only the account with this account key, with or without the source's prefix, or with this range key; null for the first
     *     ones
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
        return account.rangeKey().toString().equals(key) || isReportedAs(account, mapping, key);
    }

    private static boolean isReportedAs(SourceAccount account, SourceMapping mapping, String key) {
        int position = account.account().shape().position(mapping.accountKey());
        return position >= 0
                && key.equals(String.valueOf(account.account().value(position)).strip());
    }

    private static RowsAtHand real(
            Action action, SourceMapping mapping, Lender lender, @Nullable String key, int most) {
        lender.open();
        List<SourceAccount> accounts = key == null
                ? lender.read(lender.plan().ranges().get(0)).accounts()
                : named(action, mapping, lender, key);
        return new RowsAtHand(accounts.stream().limit(most).toList(), lender.shapes(), lender.run(), true);
    }

    /**
     * The account that a person means: by the key that it is reported under, as lists show it or without the source's prefix, else by its
     * range key. Where both are one column, and mostly also where not, no other row is read.
     */
    private static List<SourceAccount> named(Action action, SourceMapping mapping, Lender lender, String key) {
        String prefix = lender.run().keyPrefix();
        boolean prefixed = !prefix.isEmpty() && key.startsWith(prefix);
        List<String> meant = prefixed ? List.of(key.substring(prefix.length()), key) : List.of(key);
        boolean oneColumn = mapping.accountKey().equals(mapping.rangeKey().column());
        if (oneColumn && meant.stream().noneMatch(one -> fits(one, mapping.rangeKey()))) {
            throw action.usage(
                    "the key is \"" + key + "\", but " + mapping.rangeKey().column() + " holds whole numbers");
        }
        List<SourceAccount> byRangeKey = List.of();
        for (String one : meant) {
            List<SourceAccount> found = fits(one, mapping.rangeKey())
                    ? lender.read(exactly(lender, one)).accounts()
                    : List.of();
            if (!found.isEmpty() && isReportedAs(found.get(0), mapping, one)) {
                return found;
            }
            byRangeKey = byRangeKey.isEmpty() ? found : byRangeKey;
        }
        if (!oneColumn) {
            for (String one : meant) {
                Optional<Object> rangeKey = lender.rangeKeyOf(one);
                if (rangeKey.isPresent()) {
                    return lender.read(exactly(lender, rangeKey.get().toString()))
                            .accounts();
                }
            }
        }
        return byRangeKey;
    }

    private static boolean fits(String text, RangeKey rangeKey) {
        return rangeKey.type() == RangeKey.Type.TEXT
                || WHOLE_NUMBER.matcher(text).matches();
    }

    /** The range that holds one key: up to the next whole number, or the next text in the order of bytes. */
    private static KeyRange exactly(Lender lender, String key) {
        return lender.mapping().rangeKey().type() == RangeKey.Type.TEXT
                ? new KeyRange(0, key, key + "\u0001")
                : new KeyRange(0, Long.valueOf(key), Long.parseLong(key) + 1);
    }

    /** Never shows values. */
    @Override
    public String toString() {
        return accounts.size() + " accounts at hand";
    }
}
