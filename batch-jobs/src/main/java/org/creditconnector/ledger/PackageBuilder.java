package org.creditconnector.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.creditconnector.delivery.CurrencyTotals;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.totals.Amounts;
import org.jspecify.annotations.Nullable;

/** Makes packages from staged items: number, manifest and bytes in one transaction, so that a number without bytes never exists. */
final class PackageBuilder {
    private final Store store;
    private final RunBook runs;
    private final Targets targets;
    private final Lease lease;
    private final PackageBook packages;
    private final PackageBytes bytes;
    private final Restoration restoration;

    PackageBuilder(Store store) {
        this.store = store;
        this.runs = new RunBook(store);
        this.targets = new Targets(store);
        this.lease = new Lease(store);
        this.packages = new PackageBook(store);
        this.bytes = new PackageBytes(store);
        this.restoration = new Restoration(store);
    }

    /** A staged item and where its bytes lie; currency and amounts are null for a deletion. */
    private record Staged(
            String itemId,
            String sendClass,
            int range,
            int offset,
            int length,
            ItemKind kind,
            @Nullable String currency,
            Amounts amounts) {}

    /** Where an item stands in the order in which packages are made. */
    private record Place(String sendClass, int range, int offset) {
        static final Place FIRST = new Place("", 0, 0);
    }

    /** The number of a package and the refused package that had it before. */
    private record Numbered(long sequence, @Nullable String supersedes) {}

    Optional<StoredPackage> build(
            long runId, RegistryProfile profile, RegistryProfile.PackageLimits limits, LeaseToken token) {
        return store.transactions().execute(status -> {
            Run run = runs.require(runId);
            targets.lock(run.target());
            List<Staged> items = next(run, limits);
            if (items.isEmpty()) {
                return Optional.<StoredPackage>empty();
            }
            SubmissionPackage manifest = manifest(run, items, profile);
            insert(run, manifest, items);
            assign(manifest.getPackageId(), items);
            PackageBytes.Intake intake = bytes.new Intake(manifest.getPackageId());
            try (intake) {
                profile.writePackage(manifest, new BlockIterator(runId, items), intake);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            store.jdbc()
                    .sql("update submission_package set byte_count = ?, sha256 = ? where package_id = ?")
                    .params(intake.count(), intake.sha256(), manifest.getPackageId())
                    .update();
            lease.assertHeld(token);
            return packages.find(manifest.getPackageId());
        });
    }

    /** The longest run of items of one send class that fits; always at least one, so that an oversized item comes to light. */
    private List<Staged> next(Run run, RegistryProfile.PackageLimits limits) {
        Place from = firstThatMayWait(run);
        List<Staged> candidates = waiting(
                run,
                limits,
                "send_class = ? and range_number >= ? and (range_number, block_offset) >= (?, ?)",
                from.sendClass(),
                from.range(),
                from.range(),
                from.offset());
        if (candidates.isEmpty()) {
            candidates = waiting(run, limits, "send_class > ?", from.sendClass());
        }
        List<Staged> items = new ArrayList<>();
        long size = 0;
        for (Staged item : candidates) {
            boolean fits = items.isEmpty()
                    || (item.sendClass().equals(items.get(0).sendClass()) && size + item.length() <= limits.bytes());
            if (!fits) {
                break;
            }
            items.add(item);
            size += item.length();
        }
        return items;
    }

    private List<Staged> waiting(Run run, RegistryProfile.PackageLimits limits, String where, Object... place) {
        return store.inOrderOfAnIndex(() -> store.jdbc()
                .sql("select item_id, send_class, range_number, block_offset, block_length, kind, currency, "
                        + AmountColumns.NAMES
                        + " from report_item where run_id = ? and package_id is null and state = 'STAGED' and " + where
                        + " order by send_class, range_number, block_offset fetch first " + limits.items()
                        + " rows only")
                .param(run.runId())
                .params(place)
                .query(PackageBuilder::read)
                .list());
    }

    /**
     * The place before which no item of a run waits. Packages are made in the order of places, so that all before the end of the last one is packed, unless
     * a package was taken apart: then its items may wait, and none before them.
     */
    private Place firstThatMayWait(Run run) {
        return store.jdbc()
                .sql("""
                     select send_class, coalesce(first_range, 0), coalesce(first_offset, 0) from submission_package
                     where target = ? and state in ('REFUSED', 'WITHDRAWN') and run_id = ?
                     order by send_class, 2, 3 fetch first row only""")
                .params(run.target(), run.runId())
                .query(PackageBuilder::place)
                .optional()
                .or(() -> store.jdbc()
                        .sql("""
                             select send_class, last_range, last_offset from submission_package
                             where run_id = ? and last_range is not null
                             order by send_class desc, last_range desc, last_offset desc fetch first row only""")
                        .param(run.runId())
                        .query(PackageBuilder::place)
                        .optional())
                .orElse(Place.FIRST);
    }

    private static Place place(ResultSet row, int number) throws SQLException {
        return new Place(row.getString(1), row.getInt(2), row.getInt(3));
    }

    private static Staged read(ResultSet row, int number) throws SQLException {
        return new Staged(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                ItemKind.valueOf(row.getString(6)),
                row.getString(7),
                AmountColumns.read(row));
    }

    private SubmissionPackage manifest(Run run, List<Staged> items, RegistryProfile profile) {
        MessageDigest digest = Digests.sha256();
        items.forEach(item -> Digests.line(digest, item.itemId()));
        String itemsDigest = Digests.hex(digest);
        Numbered numbered = number(run.target());
        Instant now = now();
        String fileName = profile.names()
                .map(names -> {
                    String series = names.series(items.get(0).sendClass(), now);
                    return names.name(series, nextSerial(run.target(), series));
                })
                .orElse(null);
        return new SubmissionPackage(
                packageId(run, numbered, itemsDigest),
                run.target(),
                run.lenderCode(),
                run.businessDate(),
                numbered.sequence(),
                items.size(),
                itemsDigest,
                totals(items),
                numbered.supersedes(),
                fileName,
                now.toString());
    }

    private Instant now() {
        return store.jdbc()
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** The caller holds the target's lock. */
    private int nextSerial(String target, String series) {
        int raised = store.jdbc()
                .sql("update file_serial set last_serial = last_serial + 1 where target = ? and series = ?")
                .params(target, series)
                .update();
        if (raised == 0) {
            store.jdbc()
                    .sql("insert into file_serial (target, series, last_serial) values (?, ?, 1)")
                    .params(target, series)
                    .update();
        }
        return store.jdbc()
                .sql("select last_serial from file_serial where target = ? and series = ?")
                .params(target, series)
                .query(Integer.class)
                .single();
    }

    /**
     * The lowest free number, so that there is never a gap: one that a refused or withdrawn package gave back, else the next one.
     * Numbers that the registry has used for packages which a restored store does not know are not free.
     * The caller holds the target's lock.
     */
    private Numbered number(String target) {
        long first = restoration.firstNumber(target);
        Optional<Long> free = store.jdbc()
                .sql("""
                     select min(dead.sequence) from submission_package dead
                     where dead.target = ? and dead.sequence >= ? and dead.state in ('REFUSED', 'WITHDRAWN') and not exists (
                       select 1 from submission_package live
                       where live.target = dead.target and live.live_sequence = dead.sequence)""")
                .params(target, first)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
        long sequence = free.orElseGet(() -> Math.max(
                first,
                store.jdbc()
                        .sql("select coalesce(max(live_sequence), 0) + 1 from submission_package where target = ?")
                        .param(target)
                        .query(Long.class)
                        .single()));
        Optional<String> refused = store.jdbc()
                .sql("""
                     select package_id from submission_package where target = ? and sequence = ? and state = 'REFUSED'
                     order by built_at desc, package_id fetch first row only""")
                .params(target, sequence)
                .query(String.class)
                .optional();
        return new Numbered(sequence, refused.orElse(null));
    }

    /** Follows from what is sent and not from chance: after a restored backup the same items travel under the same id again. */
    private String packageId(Run run, Numbered numbered, String itemsDigest) {
        int before = store.jdbc()
                .sql("select count(*) from submission_package where target = ? and sequence = ?")
                .params(run.target(), numbered.sequence())
                .query(Integer.class)
                .single();
        String name = String.join(
                "\n",
                run.lenderCode(),
                run.target(),
                Long.toString(numbered.sequence()),
                Integer.toString(before),
                itemsDigest);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static List<CurrencyTotals> totals(List<Staged> items) {
        Map<String, Amounts> sums = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (Staged item : items) {
            if (item.currency() != null && !item.kind().takesBack()) {
                sums.merge(item.currency(), item.amounts(), Amounts::plus);
                counts.merge(item.currency(), 1, Integer::sum);
            }
        }
        List<CurrencyTotals> totals = new ArrayList<>();
        sums.forEach((currency, sum) -> totals.add(new CurrencyTotals(
                currency,
                counts.getOrDefault(currency, 0),
                sum.principal(),
                sum.creditLimit(),
                sum.outstanding(),
                sum.overdue(),
                sum.paid())));
        return totals;
    }

    private void insert(Run run, SubmissionPackage manifest, List<Staged> items) {
        Staged first = items.get(0);
        Staged last = items.get(items.size() - 1);
        store.jdbc()
                .sql("""
                     insert into submission_package (package_id, target, run_id, sequence, live_sequence, state, send_class,
                       first_range, first_offset, last_range, last_offset, item_count, items_digest, byte_count, sha256, manifest,
                       supersedes, file_name, accepted_count, rejected_count, built_at)
                     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?, ?, 0, 0, clock_timestamp())""")
                .param(manifest.getPackageId())
                .param(run.target())
                .param(run.runId())
                .param(manifest.getSequence())
                .param(manifest.getSequence())
                .param(PackageState.BUILT.name())
                .param(first.sendClass())
                .param(first.range())
                .param(first.offset())
                .param(last.range())
                .param(last.offset())
                .param(manifest.getItemCount())
                .param(manifest.getItemsDigest())
                .param(AvroContainer.write(manifest))
                .param(manifest.getSupersedes())
                .param(manifest.getFileName())
                .update();
    }

    private void assign(String packageId, List<Staged> items) {
        List<String> ids = items.stream().map(Staged::itemId).toList();
        int assigned = store.vendor().updatesFromArrays()
                ? store.ledByKeys(() -> assignAtOnce(packageId, ids))
                : assignOneByOne(packageId, items);
        if (assigned != items.size()) {
            throw new StaleStateException("an item of package " + packageId + " was taken while it was built");
        }
    }

    private int assignAtOnce(String packageId, List<String> ids) {
        return store.jdbc().sql("""
                     update report_item i set package_id = ?, package_line = k.line
                     from unnest(cast(? as varchar array)) with ordinality as k (item_id, line)
                     where i.item_id = k.item_id and i.package_id is null and i.state = 'STAGED'""").params(packageId, SqlArrays.text(ids)).update();
    }

    /** H2 knows no update from another table; it lives in this process, so that nothing travels. */
    private int assignOneByOne(String packageId, List<Staged> items) {
        List<Integer> lines = new ArrayList<>();
        for (int line = 1; line <= items.size(); line++) {
            lines.add(line);
        }
        int[][] counts = store.template().batchUpdate("""
                        update report_item set package_id = ?, package_line = ?
                        where item_id = ? and package_id is null and state = 'STAGED'""", lines, 1_000, (statement, line) -> {
            statement.setString(1, packageId);
            statement.setInt(2, line);
            statement.setString(3, items.get(line - 1).itemId());
        });
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /** The items' bytes in order; holds one block at a time. */
    private final class BlockIterator implements Iterator<byte[]> {
        private final long runId;
        private final Iterator<Staged> items;
        private final ItemBlocks blocks = new ItemBlocks(store);

        BlockIterator(long runId, List<Staged> items) {
            this.runId = runId;
            this.items = items.iterator();
        }

        @Override
        public boolean hasNext() {
            return items.hasNext();
        }

        @Override
        public byte[] next() {
            Staged item = items.next();
            return blocks.item(runId, item.range(), item.sendClass(), item.offset(), item.length());
        }
    }
}
