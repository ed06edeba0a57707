package org.creditconnector.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.night.RunReport;
import org.jspecify.annotations.Nullable;

/** The run calendar for people: a line per night; nights in a row that were missed, or are not due, share one. */
final class NightTable {
    private NightTable() {}

    /** @param cells newest first */
    static String text(List<NightCell> cells) {
        TextTable table = new TextTable(
                "date", "source", "pass", "state", "extracted", "held", "reported", "accepted", "rejected", "deadline");
        for (Line line : lines(cells)) {
            NightCell cell = line.newest;
            RunReport.Accounts accounts = cell.accounts();
            RunReport.Items items = cell.items();
            table.row(
                    line.dates(),
                    cell.source(),
                    cell.pass() == 0 ? "" : cell.pass(),
                    cell.runState() == null ? cell.state() : cell.runState(),
                    accounts == null ? "" : accounts.extracted(),
                    accounts == null ? "" : accounts.held(),
                    accounts == null ? "" : accounts.reported(),
                    items == null ? "" : items.accepted(),
                    items == null ? "" : items.rejected(),
                    cell.late() ? "LATE" : "");
        }
        return table.isEmpty() ? "  no nights yet\n" : table.text("  ");
    }

    private static List<Line> lines(List<NightCell> cells) {
        List<Line> lines = new ArrayList<>();
        Map<String, Line> open = new HashMap<>();
        for (NightCell cell : cells) {
            Line line = open.get(cell.source());
            if (line == null || !line.takes(cell)) {
                line = new Line(cell);
                lines.add(line);
                open.put(cell.source(), line);
            }
            line.oldest = cell.businessDate();
        }
        return lines;
    }

    /** Nights of one source in a row. */
    private static final class Line {
        private final NightCell newest;
        private LocalDate oldest;

        Line(NightCell newest) {
            this.newest = newest;
            this.oldest = newest.businessDate();
        }

        boolean takes(NightCell older) {
            return older.accounts() == null
                    && older.state() == newest.state()
                    && older.businessDate().equals(oldest.minusDays(1));
        }

        @Nullable Object dates() {
            return oldest.equals(newest.businessDate()) ? oldest : oldest + " .. " + newest.businessDate();
        }
    }
}
