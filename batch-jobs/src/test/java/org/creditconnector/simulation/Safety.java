package org.creditconnector.simulation;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.mockregistry.Effect;
import org.jspecify.annotations.Nullable;

/**
 * What must never be otherwise, held after every call. The registry's record of effects is the judge; our books are read past all
 * our classes.
 */
final class Safety {
    private final Theatre theatre;
    private final World world;
    private final SimulatedLender lender;
    private long seen;
    private long lastPackage;
    private final Map<String, String> packageOfItem = new HashMap<>();
    private final Map<String, Effect.Kind> verdicts = new HashMap<>();
    private final Map<String, Long> lastSequence = new HashMap<>();
    /** What stands at the registry, by account and report date. */
    private final Map<String, NavigableMap<LocalDate, Effective>> standing = new TreeMap<>();

    private final Set<String> kept = new HashSet<>();

    private final AccountPerson clerk;

    Safety(Theatre theatre, World world, SimulatedLender lender, AccountPerson clerk) {
        this.clerk = clerk;
        this.theatre = theatre;
        this.world = world;
        this.lender = lender;
    }

    /** One row of our books. */
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void rows(String sql, Row reader) throws SQLException {
        try (PreparedStatement statement = theatre.store.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    boolean paused() {
        try {
            boolean[] paused = {false};
            rows("select paused from target_state", row -> paused[0] = row.getBoolean(1));
            return paused[0];
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After every call. */
    void check() throws SQLException {
        List<Effect> news = world.registry.effects(seen);
        for (Effect effect : news) {
            seen = effect.number();
            if (effect.kind() == Effect.Kind.PACKAGE_KEPT) {
                keptPackage(effect);
            } else {
                judged(effect);
            }
        }
        packages();
        items();
        letters();
        ended();
    }

    // ------------------------------------------------------------------ the registry's effects

    private void keptPackage(Effect effect) throws SQLException {
        world.demand(kept.add(effect.packageId()), "package " + effect.packageId() + " took effect twice");
        world.demand(
                effect.packageSequence() == lastPackage + 1,
                "package number " + effect.packageSequence() + " took effect after " + lastPackage);
        lastPackage = effect.packageSequence();
        String digest = world.arrivals.stream()
                .filter(one -> one.packageId().equals(effect.packageId()))
                .map(World.Arrival::digest)
                .findFirst()
                .orElse("");
        String[] ours = {""};
        try (PreparedStatement query =
                theatre.store.prepareStatement("select sha256 from submission_package where package_id = ?")) {
            query.setString(1, effect.packageId());
            try (ResultSet row = query.executeQuery()) {
                ours[0] = row.next() ? row.getString(1) : "none";
            }
        }
        world.demand(
                digest.equals(contentDigest(ours[0])),
                "package " + effect.packageId() + " took effect with other bytes than our books hold");
    }

    private static String contentDigest(String hex) {
        return hex.length() != 64
                ? hex
                : "sha-256=:"
                        + java.util.Base64.getEncoder()
                                .encodeToString(java.util.HexFormat.of().parseHex(hex)) + ":";
    }

    private void judged(Effect effect) {
        Effect.Item item = effect.item();
        String before = packageOfItem.putIfAbsent(item.itemId(), effect.packageId());
        world.demand(
                before == null,
                "item " + item.itemId() + " took effect twice, in packages " + before + " and " + effect.packageId());
        verdicts.put(item.itemId(), effect.kind());
        boolean ours = item.codes().stream().allMatch(code -> code.equals("X1") || code.startsWith("W"));
        world.demand(
                ours,
                "item " + item.itemId() + " of " + item.subject() + " breaks the registry's rules " + item.codes());
        if (effect.kind() != Effect.Kind.ITEM_ACCEPTED) {
            return;
        }
        long last = lastSequence.getOrDefault(item.subject(), 0L);
        world.demand(
                item.sequence() > last,
                "version " + item.sequence() + " of " + item.subject() + " took effect after " + last);
        lastSequence.put(item.subject(), item.sequence());
        String account = Effective.account(item);
        NavigableMap<LocalDate, Effective> dates = standing.computeIfAbsent(account, key -> new TreeMap<>());
        if (item.kind().equals("DELETION")) {
            world.demand(
                    clerk.wasEverWithdrawn(account), "account " + account + " was deleted, and nobody withdrew it");
            world.demand(
                    dates.remove(item.reportDate()) != null,
                    "a deletion of " + account + " at " + item.reportDate() + " took effect where nothing stood");
            clerk.deleted(account);
            return;
        }
        world.demand(
                !clerk.isTakenBack(account),
                "account " + account
                        + " was withdrawn and deleted, and is reported again though nobody resubmitted it");
        Effective effective = Effective.of(item);
        truth(effective, dates);
        dates.put(effective.reportDate(), effective);
    }

    private void truth(Effective effective, NavigableMap<LocalDate, Effective> before) {
        String account = effective.account();
        world.demand(
                lender.versions(account).stream()
                        .map(version -> version.at(effective.reportDate()))
                        .anyMatch(source -> source.equals(effective.truth())
                                || clerk.told(account, source).equals(effective.truth())),
                "account " + account + " was reported as " + effective.truth() + " at " + effective.reportDate()
                        + ", which it never was: " + lender.versions(account));
        AccountPerson.Corrected correction = clerk.correction(account);
        world.demand(
                correction == null
                        || !effective.truth().name().equals(correction.stale())
                        || before.values().stream()
                                .noneMatch(one -> one.truth().name().equals(correction.right())),
                "the corrected name of account " + account + " was overwritten by the source's stale one");
        world.demand(
                !effective.disputed() || clerk.wasEverDisputed(account),
                "account " + account + " is marked as disputed, and nobody disputes it");
    }

    private @Nullable Effective newest(String account) {
        NavigableMap<LocalDate, Effective> dates = standing.get(account);
        return dates == null || dates.isEmpty() ? null : dates.lastEntry().getValue();
    }

    // ------------------------------------------------------------------ our books

    private void packages() throws SQLException {
        List<Long> numbers = new ArrayList<>();
        rows("select distinct sequence from submission_package order by 1", row -> numbers.add(row.getLong(1)));
        for (int i = 0; i < numbers.size(); i++) {
            world.demand(numbers.get(i) == i + 1, "the numbers of our packages have a gap: " + numbers);
        }
        rows(
                "select p.package_id, p.state, (select count(*) from package_attempt a where a.package_id = p.package_id)"
                        + " from submission_package p",
                row -> {
                    String id = row.getString(1);
                    String state = row.getString(2);
                    boolean there = world.registry.knows(id);
                    if (Set.of("RECEIVED", "ACCEPTED", "PARTLY_ACCEPTED", "REJECTED", "RECONCILED")
                            .contains(state)) {
                        world.demand(
                                there,
                                "our books say that package " + id + " is " + state + ", the registry never got it");
                    }
                    if (Set.of("BUILT", "REFUSED", "WITHDRAWN").contains(state)) {
                        world.demand(
                                !there, "our books say that package " + id + " is " + state + ", the registry has it");
                    }
                    long arrived = world.arrivals.stream()
                            .filter(one -> one.packageId().equals(id))
                            .count();
                    world.demand(
                            arrived <= row.getLong(3),
                            "package " + id + " arrived " + arrived + " times, our books know of " + row.getLong(3)
                                    + " tries");
                });
    }

    private void items() throws SQLException {
        rows("select item_id, state, answer, package_id from report_item", row -> {
            String id = row.getString(1);
            String state = row.getString(2);
            Effect.Kind verdict = verdicts.get(id);
            if (state.equals("ACCEPTED") || state.equals("REJECTED")) {
                Effect.Kind expected = state.equals("ACCEPTED") ? Effect.Kind.ITEM_ACCEPTED : Effect.Kind.ITEM_REJECTED;
                world.demand(
                        verdict == expected,
                        "our books say that item " + id + " is " + state + ", the registry says " + verdict);
                world.demand(
                        world.post.told(id).contains(state.toLowerCase(java.util.Locale.ROOT)),
                        "our books say that item " + id + " is " + state + ", which nobody has told us");
            } else if (!state.equals("SENT")) {
                world.demand(
                        verdict == null,
                        "our books say that item " + id + " is " + state + ", the registry judged it: " + verdict);
            }
        });
        for (Map.Entry<String, String> one : packageOfItem.entrySet()) {
            world.demand(
                    exists(
                            "select 1 from report_item where item_id = ? and package_id = ?",
                            one.getKey(),
                            one.getValue()),
                    "item " + one.getKey() + " took effect in package " + one.getValue()
                            + ", our books know nothing of that");
        }
    }

    private boolean exists(String sql, String... values) throws SQLException {
        try (PreparedStatement query = theatre.store.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** What our cursor has passed is stored. */
    private void letters() throws SQLException {
        int[] passed = {0};
        rows(
                "select position from feedback_cursor",
                row -> passed[0] = Integer.parseInt(row.getString(1).substring(1)));
        Map<String, Integer> stored = new HashMap<>();
        rows("select feedback_id, count(*) from feedback_inbox group by feedback_id", row -> {
            stored.put(row.getString(1), row.getInt(2));
        });
        Map<String, Set<String>> handedOut = new HashMap<>();
        world.post
                .published()
                .subList(0, passed[0])
                .forEach(letter -> handedOut
                        .computeIfAbsent(letter.path("feedbackId").asString(), id -> new HashSet<>())
                        .add(letter.toString()));
        handedOut.forEach((id, texts) -> world.demand(
                stored.getOrDefault(id, 0) == texts.size(),
                "we asked for feedback after letter " + id + ", and stored " + stored.getOrDefault(id, 0) + " of its "
                        + texts.size() + " texts"));
    }

    /** A run that calls itself reconciled has nothing unsent or unanswered. */
    private void ended() throws SQLException {
        rows(
                "select r.business_date, r.pass, count(*) from submission_run r join report_item i on i.run_id = r.run_id"
                        + " where r.state = 'RECONCILED' and i.state in ('STAGED', 'SENT') group by r.business_date, r.pass",
                row -> world.demand(
                        false,
                        "run " + row.getString(1) + "/" + row.getString(2) + " is reconciled with " + row.getInt(3)
                                + " items unsent or unanswered"));
        rows(
                "select r.business_date, r.pass, (select count(*) from key_range k where k.run_id = r.run_id and k.state <> 'STORED')"
                        + " from submission_run r where r.state in ('RELEASED', 'DELIVERED', 'RECONCILED')",
                row -> world.demand(
                        row.getInt(3) == 0,
                        "run " + row.getString(1) + "/" + row.getString(2)
                                + " went on with ranges that are not stored"));
    }

    // ------------------------------------------------------------------ in the end

    /** Everything that is true and readable is with the registry, and all three books say the same. */
    void atTheEnd(LocalDate date) throws SQLException {
        Set<String> excused = new TreeSet<>();
        rows(
                "select account_key from account_verdict v join submission_run r on r.run_id = v.run_id"
                        + " where v.verdict = 'HELD' and r.business_date = date '" + date + "'",
                row -> excused.add(row.getString(1)));
        for (String key : clerk.withdrawn()) {
            world.demand(
                    newest(key) == null,
                    "account " + key + " was withdrawn, and the registry still has " + standing.get(key));
        }
        for (SimulatedLender.Account account : lender.accounts().values()) {
            if (clerk.withdrawn().contains(account.key())) {
                continue;
            }
            Effective there = newest(account.key());
            SimulatedLender.Truth expected = clerk.told(account.key(), account.at(date));
            if (!account.readable()) {
                world.demand(
                        excused.contains(account.key()),
                        "account " + account.key() + " is not held, though its currency is " + account.currency());
                continue;
            }
            boolean right = there != null
                    && there.truth().equals(expected)
                    && there.disputed() == clerk.isDisputed(account.key());
            world.demand(
                    right || excused.contains(account.key()),
                    "account " + account.key() + " is lost: true is " + expected
                            + (clerk.isDisputed(account.key()) ? ", disputed" : "") + ", the registry has " + there);
        }
        mirror(date);
    }

    private void mirror(LocalDate date) throws SQLException {
        Theatre.Desk desk = theatre.second;
        desk.life = new org.creditconnector.faults.Life();
        RegistryMirror mirror = new RegistryMirror(desk.rooms.store());
        List<String> before = mirrorRows();
        mirror.rebuild(Theatre.TARGET);
        world.demand(before.equals(mirrorRows()), "the mirror built anew differs from the live one");
        var ours = mirror.totals(Theatre.TARGET, date);
        var reply = world.registry.answer(
                "GET",
                "/v1/statement?date=" + date + "&lender=TINY",
                Map.of("Accept", "application/json"),
                new byte[0]);
        var theirs = org.creditconnector.registry.Registries.shipped()
                .profile("registry-api")
                .http()
                .orElseThrow()
                .readStatement(
                        date,
                        new org.creditconnector.delivery.WireAnswer(reply.status(), null, null, null, reply.body()));
        world.demand(
                ours.digest().equals(theirs.digest()) && ours.items() == theirs.items(),
                "our mirror " + ours + " differs from the registry's statement " + theirs);
        Set<String> files = new TreeSet<>();
        rows("select item_id from registry_mirror", row -> files.add(row.getString(1)));
        Set<String> effective = new TreeSet<>();
        standing.keySet().forEach(account -> {
            Effective newest = newest(account);
            if (newest != null) {
                effective.add(newest.itemId());
            }
        });
        world.demand(files.equals(effective), "our mirror holds " + files + ", effective are " + effective);
        Set<String> dates = new TreeSet<>();
        rows("select item_id from registry_mirror_date", row -> dates.add(row.getString(1)));
        Set<String> stand = new TreeSet<>();
        standing.values().forEach(all -> all.values().forEach(one -> stand.add(one.itemId())));
        world.demand(dates.equals(stand), "our mirror holds at their dates " + dates + ", standing are " + stand);
    }

    private List<String> mirrorRows() throws SQLException {
        List<String> all = new ArrayList<>();
        rows(
                "select subject, item_id, sequence, report_date, content_hash from registry_mirror order by subject",
                row -> all.add(
                        row.getString(1) + row.getString(2) + row.getString(3) + row.getString(4) + row.getString(5)));
        rows(
                "select subject, report_date, item_id from registry_mirror_date order by subject, report_date, item_id",
                row -> all.add(row.getString(1) + row.getString(2) + row.getString(3)));
        return all;
    }
}
