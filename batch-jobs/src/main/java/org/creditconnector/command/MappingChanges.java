package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.RecordChanges;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** What a changed mapping makes otherwise of the same accounts, counted. Holds counts and totals and no record. */
final class MappingChanges {
    private final Map<String, Counted> fields = new TreeMap<>();
    private final FieldMoney money = new FieldMoney();
    private long accounts;
    private long changed;
    private long added;
    private long removed;
    private long held;
    private ControlTotals before = ControlTotals.NOTHING;
    private ControlTotals after = ControlTotals.NOTHING;

    /** Changes of one field. */
    private static final class Counted {
        private long accounts;
        private long changed;
        private long added;
        private long removed;
        /** Symbols of our own from and to; values of the lender are not kept. */
        private final Map<String, Long> turns = new TreeMap<>();
    }

    /** Compares an account; null where a mapping has none of this key. */
    void compare(@Nullable MappedAccount old, @Nullable MappedAccount fresh) {
        accounts++;
        before = old == null ? before : before.plus(old.totals());
        after = fresh == null ? after : after.plus(fresh.totals());
        CreditRecord left = old == null ? null : old.record();
        CreditRecord right = fresh == null ? null : fresh.record();
        money.add(left, right);
        if (left == null || right == null) {
            added += left == null && right != null ? 1 : 0;
            removed += left != null && right == null ? 1 : 0;
            held += left == null && right == null ? 1 : 0;
            return;
        }
        List<RecordChanges.Change> changes = RecordChanges.between(left, right);
        changed += changes.isEmpty() ? 0 : 1;
        changes.forEach(this::count);
        changes.stream().map(RecordChanges.Change::path).distinct().forEach(path -> at(path).accounts++);
    }

    private Counted at(String path) {
        return fields.computeIfAbsent(path, key -> new Counted());
    }

    private void count(RecordChanges.Change change) {
        Counted field = at(change.path());
        if (change.before() == null) {
            field.added++;
        } else if (change.after() == null) {
            field.removed++;
        } else {
            field.changed++;
        }
        if (isSymbol(change.before()) && isSymbol(change.after())) {
            field.turns.merge(word(change.before()) + " → " + word(change.after()), 1L, Long::sum);
        }
    }

    private static boolean isSymbol(@Nullable Object value) {
        return value == null || value instanceof Enum<?> || value instanceof Boolean;
    }

    private static String word(@Nullable Object value) {
        return value == null ? "nothing" : value.toString();
    }

    /** Percent of the accounts that go otherwise than before, rounded up, so that one account is never none. */
    long percent() {
        long otherwise = changed + added + removed;
        return accounts == 0 ? 0 : (otherwise * 100 + accounts - 1) / accounts;
    }

    /** The counts for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(accounts).append(" accounts: ").append(changed).append(" changed, ");
        text.append(added)
                .append(" added (were held or not there), ")
                .append(removed)
                .append(" removed (are held or gone), ");
        text.append(held)
                .append(" held by both, ")
                .append(accounts - changed - added - removed - held)
                .append(" the same\n");
        TextTable table = new TextTable("field", "accounts", "changed", "added", "removed", "from → to");
        fields.forEach((path, field) ->
                table.row(path, field.accounts, field.changed, field.added, field.removed, turns(field)));
        if (!table.isEmpty()) {
            text.append('\n').append(table.text("  "));
        }
        return text.append(money.text()).toString();
    }

    private static String turns(Counted field) {
        return String.join(
                ", ",
                field.turns.entrySet().stream()
                        .map(turn -> turn.getKey() + ": " + turn.getValue())
                        .toList());
    }

    /** What the accounts of the earlier version add up to, held ones too. */
    ControlTotals before() {
        return before;
    }

    /** What those of the later version add up to. */
    ControlTotals after() {
        return after;
    }

    /** The counts as a JSON object. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("accounts", accounts);
        json.put("changed", changed);
        json.put("added", added);
        json.put("removed", removed);
        json.put("held", held);
        json.put("percent", percent());
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        fields.forEach((path, field) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("field", path);
            one.put("accounts", field.accounts);
            one.put("changed", field.changed);
            one.put("added", field.added);
            one.put("removed", field.removed);
            one.put("turns", field.turns);
            all.add(one);
        });
        json.put("fields", all);
        boolean told = accounts >= FieldMoney.FEWEST;
        json.put("money", money.json());
        json.put("before", told ? before.amounts() : null);
        json.put("after", told ? after.amounts() : null);
        return json;
    }
}
