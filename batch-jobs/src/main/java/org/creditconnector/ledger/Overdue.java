package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.jspecify.annotations.Nullable;

/** Packages whose answer is overdue, by the database's clock since the registry had them. */
final class Overdue {
    private static final String SELECT = """
            select p.package_id, p.sequence, p.item_count, p.received_at, p.overdue_since, p.asked_at, p.registry_knows,
              r.target, r.source, r.business_date, r.pass,
              (select count(*) from report_item i where\s""" + PackageItems.IN_P + """
                and i.state = 'SENT') as unanswered
            from submission_package p join submission_run r on r.run_id = p.run_id where p.state = 'RECEIVED' and\s""";

    private static final String PAST = "received_at + cast(? as integer) * interval '1' second < clock_timestamp()";

    private final Store store;

    Overdue(Store store) {
        this.store = store;
    }

    /** Marks what is past the deadline now and was not before; returns all that is marked. */
    List<OverduePackage> mark(String target, Duration deadline) {
        store.jdbc()
                .sql(
                        "update submission_package set overdue_since = clock_timestamp() where target = ? and state = 'RECEIVED'"
                                + " and overdue_since is null and " + PAST)
                .params(target, seconds(deadline))
                .update();
        return marked(target);
    }

    /** All that is marked, by sequence. */
    List<OverduePackage> marked(String target) {
        return store.jdbc()
                .sql(SELECT + "p.target = ? and p.overdue_since is not null order by p.sequence")
                .param(target)
                .query(Overdue::read)
                .list();
    }

    /** What is marked or past the deadline now, by sequence; marks nothing. */
    List<OverduePackage> past(String target, Duration deadline) {
        return store.jdbc()
                .sql(SELECT + "p.target = ? and (p.overdue_since is not null or p." + PAST + ") order by p.sequence")
                .params(target, seconds(deadline))
                .query(Overdue::read)
                .list();
    }

    /** Packages of a run that the registry does not know although we hold its receipt. */
    List<OverduePackage> lost(long runId) {
        return store.jdbc()
                .sql(SELECT + "p.run_id = ? and p.registry_knows = 'UNKNOWN' order by p.sequence")
                .param(runId)
                .query(Overdue::read)
                .list();
    }

    /** Whether the registry, asked about a package that it gave a receipt for, did not know it. */
    boolean isLost(String packageId) {
        return store.jdbc().sql("""
                             select count(*) from submission_package where package_id = ? and state = 'RECEIVED'
                               and registry_knows = 'UNKNOWN'""").param(packageId).query(Integer.class).single() > 0;
    }

    /** Writes down what the registry said when it was asked about a package. */
    void asked(String packageId, PackageKnowledge.State knows) {
        store.jdbc().sql("""
                     update submission_package set asked_at = clock_timestamp(), registry_knows = ?
                     where package_id = ? and state = 'RECEIVED'""").params(knows.name(), packageId).update();
    }

    private static int seconds(Duration deadline) {
        return Math.toIntExact(deadline.toSeconds());
    }

    private static OverduePackage read(ResultSet row, int number) throws SQLException {
        String knows = row.getString("registry_knows");
        return new OverduePackage(
                row.getString("package_id"),
                row.getString("target") + "/" + row.getString("source") + "/"
                        + row.getObject("business_date", LocalDate.class) + "/" + row.getInt("pass"),
                row.getLong("sequence"),
                row.getInt("item_count"),
                row.getLong("unanswered"),
                row.getObject("received_at", OffsetDateTime.class),
                time(row, "overdue_since"),
                time(row, "asked_at"),
                knows == null ? null : PackageKnowledge.State.valueOf(knows));
    }

    private static @Nullable OffsetDateTime time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class);
    }
}
