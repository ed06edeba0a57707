package org.creditconnector.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.mapping.RecordFields;
import org.jspecify.annotations.Nullable;

/** Codes of a run that no table translates, each once, with how many accounts have it. */
public final class HeldCodes {
    private static final String RULE = "MAP-CODE-UNMAPPED";
    private static final Pattern TABLE = Pattern.compile("the code table (\\S+) has no row");

    private final Store store;

    /** @param store the store of the runs */
    public HeldCodes(Store store) {
        this.store = store;
    }

    /**
     * One code.
     *
     * @param path field that it would fill, {@code []} for any element of a list
     * @param table code table without a row for it; empty where the finding does not say
     * @param code the code, masked by the class of its field; null where there is none
     * @param held whether it holds its accounts; else the field goes as unknown
     * @param accounts how many accounts have it
     * @param firstAccount the first of them by key
     */
    public record UnmappedCode(
            String path, String table, @Nullable String code, boolean held, long accounts, String firstAccount) {}

    /** What tells one code from another. */
    private record Group(
            String path, String table, @Nullable String code, boolean held) {}

    private static final class Count {
        private final String first;
        private String last = "";
        private long accounts;

        Count(String first) {
            this.first = first;
        }
    }

    /** The unmapped codes of a run, the most frequent first. */
    public List<UnmappedCode> of(long runId) {
        Map<Group, Count> groups = new LinkedHashMap<>();
        store.template()
                .query(
                        "select account_key, path, masked_value, message, severity from finding"
                                + " where run_id = ? and rule_id = ? and account_key is not null order by account_key, finding_id",
                        row -> {
                            String account = row.getString(1);
                            Matcher table = TABLE.matcher(row.getString(4));
                            Group group = new Group(
                                    RecordFields.ofAnyElement(row.getString(2)),
                                    table.find() ? table.group(1) : "",
                                    row.getString(3),
                                    row.getString(5).equals("ERROR"));
                            Count count = groups.computeIfAbsent(group, key -> new Count(account));
                            // An account may have the code in several rows.
                            count.accounts += count.last.equals(account) ? 0 : 1;
                            count.last = account;
                        },
                        runId,
                        RULE);
        List<UnmappedCode> codes = new ArrayList<>();
        groups.forEach((group, count) -> codes.add(new UnmappedCode(
                group.path(), group.table(), group.code(), group.held(), count.accounts, count.first)));
        codes.sort((one, other) -> Long.compare(other.accounts(), one.accounts()));
        return codes;
    }
}
