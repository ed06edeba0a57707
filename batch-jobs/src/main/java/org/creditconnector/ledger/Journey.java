package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.creditconnector.ledger.JourneyStep.Stage;
import org.jspecify.annotations.Nullable;

/** One account's whole life, put together from the rows that each step of the night left. */
final class Journey {
    /** Columns that every query begins with: who, when, and in which run. */
    private static final String RUN = "r.target, r.source, r.business_date, r.pass";

    private final Store store;

    Journey(Store store) {
        this.store = store;
    }

    List<JourneyStep> of(String accountKey, @Nullable String target) {
        List<JourneyStep> steps = new ArrayList<>();
        for (Query query : QUERIES) {
            steps.addAll(store.jdbc()
                    .sql("select " + RUN + ", " + query.columns() + " from " + query.from()
                            + (target == null ? "" : " and r.target = ?"))
                    .params(target == null ? List.of(accountKey) : List.of(accountKey, target))
                    .query((row, number) -> step(row, query.stage()))
                    .list());
        }
        steps.addAll(decisions(accountKey, target));
        steps.sort(Comparator.comparing(JourneyStep::at).thenComparing(JourneyStep::stage));
        return steps;
    }

    /** Decisions about the account itself; they belong to no run until one acts on them. */
    private List<JourneyStep> decisions(String accountKey, @Nullable String target) {
        return store.jdbc()
                .sql("""
                     select d.decided_at, d.target || '/' || d.source as place, d.kind || coalesce(' of ' || d.path, '')
                         || coalesce(' of rule ' || d.rule_id, '') || ' by ' || d.author || ': ' || d.reason || ', now ' || d.state
                         || coalesce(' (' || d.end_reason || ')', '') as line,
                       (select max(l.item_id) from decision_item l join report_item i on i.item_id = l.item_id
                         where l.decision_id = d.decision_id and i.sequence = (select max(j.sequence) from decision_item m
                           join report_item j on j.item_id = m.item_id where m.decision_id = d.decision_id)) as about_item
                     from decision d where d.account_key = ?""" + (target == null ? "" : " and d.target = ?"))
                .params(target == null ? List.of(accountKey) : List.of(accountKey, target))
                .query((row, number) -> new JourneyStep(
                        row.getObject(1, OffsetDateTime.class),
                        Stage.DECIDED,
                        row.getString(2),
                        row.getString(4),
                        null,
                        row.getString(3)))
                .list();
    }

    private static JourneyStep step(ResultSet row, Stage stage) throws SQLException {
        return new JourneyStep(
                row.getObject("happened_at", OffsetDateTime.class),
                stage,
                row.getString("target") + "/" + row.getString("source") + "/"
                        + row.getObject("business_date", LocalDate.class) + "/" + row.getInt("pass"),
                row.getString("about_item"),
                row.getString("about_package"),
                row.getString("line"));
    }

    /** One kind of step: its columns, and where they come from for the account key that is the first parameter. */
    private record Query(Stage stage, String columns, String from) {}

    private static final String NO_ITEM = "null as about_item, null as about_package, ";
    private static final String OF_PACKAGE = "i.item_id as about_item, p.package_id as about_package, ";

    private static final List<Query> QUERIES = List.of(
            new Query(
                    Stage.EXTRACTED,
                    "k.stored_at as happened_at, " + NO_ITEM
                            + "v.verdict || ', source row ' || v.source_position || ', mapping ' || r.mapping_version as line",
                    """
                    account_verdict v join submission_run r on r.run_id = v.run_id
                    join key_range k on k.run_id = v.run_id and k.range_number = v.range_number where v.account_key = ?"""),
            new Query(
                    Stage.FOUND,
                    "coalesce(k.stored_at, f.found_at) as happened_at, " + NO_ITEM
                            + "f.severity || ' ' || f.rule_id || ' ' || f.path || ': ' || f.message as line",
                    """
                    finding f join submission_run r on r.run_id = f.run_id
                    left join key_range k on k.run_id = f.run_id and k.range_number = f.range_number
                    where f.account_key = ? and f.inbox_id is null"""),
            new Query(
                    Stage.STAGED,
                    "k.stored_at as happened_at, i.item_id as about_item, null as about_package,"
                            + " i.kind || ' at ' || cast(i.report_date as varchar(10)) || ', number '"
                            + " || cast(i.sequence as varchar(20)) || ', now ' || i.state"
                            + " || coalesce(', instead of ' || i.supersedes, '')"
                            + " || coalesce((select ', because of decision ' || cast(min(l.decision_id) as varchar(20))"
                            + " || ' by ' || min(d.author) || ': ' || min(d.reason) from decision_item l"
                            + " join decision d on d.decision_id = l.decision_id where l.item_id = i.item_id), '') as line",
                    """
                    report_item i join submission_run r on r.run_id = i.run_id
                    join key_range k on k.run_id = i.run_id and k.range_number = i.range_number where i.account_key = ?"""),
            new Query(
                    Stage.PACKED,
                    "p.built_at as happened_at, " + OF_PACKAGE
                            + "'line ' || cast(i.package_line as varchar(10)) || ' of package number '"
                            + " || cast(p.sequence as varchar(20)) || ', now ' || p.state as line",
                    """
                    report_item i join submission_run r on r.run_id = i.run_id
                    join submission_package p on p.package_id = i.package_id where i.account_key = ?"""),
            new Query(
                    Stage.SENT,
                    "a.started_at as happened_at, " + OF_PACKAGE
                            + "'try ' || cast(a.attempt_number as varchar(10)) || ': ' || coalesce(a.outcome, 'under way')"
                            + " || coalesce(', ' || a.detail, '') as line",
                    """
                    report_item i join submission_run r on r.run_id = i.run_id
                    join submission_package p on p.package_id = i.package_id
                    join package_attempt a on a.package_id = p.package_id where i.account_key = ?"""),
            new Query(
                    Stage.RECEIVED,
                    "p.received_at as happened_at, " + OF_PACKAGE + "'receipt ' || coalesce(p.receipt, 'none') as line",
                    """
                    report_item i join submission_run r on r.run_id = i.run_id
                    join submission_package p on p.package_id = i.package_id
                    where i.account_key = ? and p.received_at is not null"""),
            new Query(
                    Stage.ANSWERED,
                    "i.answered_at as happened_at, i.item_id as about_item, i.package_id as about_package, i.answer as line",
                    """
                    report_item i join submission_run r on r.run_id = i.run_id
                    where i.account_key = ? and i.answered_at is not null"""),
            new Query(
                    Stage.REASON,
                    "f.found_at as happened_at, f.item_id as about_item, f.package_id as about_package,"
                            + " f.severity || ' ' || f.rule_id || ' ' || f.path || ': ' || f.message as line",
                    """
                    finding f join submission_run r on r.run_id = f.run_id
                    where f.account_key = ? and f.inbox_id is not null"""),
            new Query(
                    Stage.DECIDED,
                    "d.recorded_at as happened_at, " + OF_PACKAGE
                            + "d.action || ' by ' || d.author || ': ' || d.reason as line",
                    """
                    report_item i join submission_run r on r.run_id = i.run_id
                    join submission_package p on p.package_id = i.package_id
                    join audit_entry d on d.subject = p.package_id where i.account_key = ?"""));
}
