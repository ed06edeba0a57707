package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many ranges are read at once. PostgreSQL's planner is asked what the queries of a range cost, and those of 10, of 100 and so on up
 * to a worker's whole share. The cheapest for each range is taken, of nearly equal ones the shortest, if it costs three quarters of reading
 * range by range or less. Where the rows of an account lie together it costs the same and ranges are read one by one; where
 * they lie apart, such as payments in the order in which they were booked, each range would go through much of a table again.
 *
 * <p>Never so many that the planner expects more than a gigabyte of rows of one query: it may have to sort them on the lender's disk. Only for
 * COPY from PostgreSQL: other drivers tell no costs, and some hold all rows of a statement in memory.
 */
final class StretchPlan {
    private static final Logger LOG = LoggerFactory.getLogger(StretchPlan.class);

    /** First line of a plan: cost up to the first and to the last row, rows, bytes of a row. */
    private static final Pattern TOP =
            Pattern.compile("\\(cost=[0-9.]+\\.\\.([0-9.]+) rows=([0-9]+) width=([0-9]+)\\)");

    private static final double MOST_BYTES = 1L << 30;
    /** Of what ranges one by one would cost. */
    private static final double WORTH_IT = 0.75;
    /** Costs this near to the least count as equal to it. */
    private static final double NEARLY = 1.1;

    private final LenderSource source;
    private final LocalDate asOf;
    private final LocalDate businessDate;
    private final List<RangeQuery> queries;
    private final List<KeyRange> ranges;

    /**
     * @param queries all that are read for each range
     * @param ranges all ranges of a run, in their order
     */
    StretchPlan(
            LenderSource source,
            LocalDate asOf,
            LocalDate businessDate,
            List<RangeQuery> queries,
            List<KeyRange> ranges) {
        this.source = source;
        this.asOf = asOf;
        this.businessDate = businessDate;
        this.queries = List.copyOf(queries);
        this.ranges = List.copyOf(ranges);
    }

    /** What a number of ranges costs. */
    private record Estimate(int atOnce, double costOfEach, double bytes) {}

    /**
     * The number of ranges to read at once, at least one.
     *
     * @param workers that read side by side; each gets about as many ranges
     */
    int rangesAtOnce(Connection connection, int workers) throws SQLException {
        List<Estimate> estimates = new ArrayList<>();
        for (int atOnce : candidates(workers)) {
            Estimate estimate = estimate(connection, atOnce);
            if (estimate == null) {
                LOG.info("source {}: the database tells no costs; ranges are read one by one", source.name());
                return 1;
            }
            if (estimate.bytes() <= MOST_BYTES || atOnce == 1) {
                estimates.add(estimate);
            }
        }
        double least =
                estimates.stream().mapToDouble(Estimate::costOfEach).min().orElse(0);
        double single = estimates.get(0).costOfEach();
        if (least > single * WORTH_IT) {
            return 1;
        }
        Estimate chosen = estimates.stream()
                .filter(estimate -> estimate.costOfEach() <= least * NEARLY)
                .findFirst()
                .orElseThrow();
        LOG.info(
                "source {}: {} of {} ranges are read at once; the database expects {} % of the cost of reading them one by one",
                source.name(), chosen.atOnce(), ranges.size(), Math.round(100 * chosen.costOfEach() / single));
        return chosen.atOnce();
    }

    /** Ascending, each so that the shares of all workers are alike. */
    private List<Integer> candidates(int workers) {
        List<Integer> candidates = new ArrayList<>(List.of(1));
        int share = divided(ranges.size(), workers);
        for (long wanted = 10; wanted < share; wanted *= 10) {
            candidates.add(divided(share, divided(share, Math.toIntExact(wanted))));
        }
        if (share > 1) {
            candidates.add(share);
        }
        return candidates;
    }

    private static int divided(int amount, int parts) {
        return (amount + parts - 1) / parts;
    }

    /** Of ranges in the middle: those at the ends may reach beyond what the planner knows. Null where it says nothing that we understand. */
    private @Nullable Estimate estimate(Connection connection, int atOnce) throws SQLException {
        int first = (ranges.size() - atOnce) / 2;
        KeyRange sample = new KeyRange(
                first, ranges.get(first).from(), ranges.get(first + atOnce - 1).to());
        double cost = 0;
        double bytes = 0;
        for (RangeQuery query : queries) {
            String sql = connection.nativeSQL(query.written(sample, asOf, businessDate, Literals::of));
            try (Statement statement = connection.createStatement();
                    ResultSet plan = statement.executeQuery("explain " + sql)) {
                Matcher top = TOP.matcher(plan.next() ? plan.getString(1) : "");
                if (!top.find()) {
                    return null;
                }
                cost += Double.parseDouble(top.group(1));
                bytes = Math.max(bytes, Double.parseDouble(top.group(2)) * Double.parseDouble(top.group(3)));
            }
        }
        return new Estimate(atOnce, cost / atOnce, bytes);
    }
}
