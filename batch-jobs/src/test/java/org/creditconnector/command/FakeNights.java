package org.creditconnector.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Nights;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunRequest;

/** Nights that end as they were told. */
final class FakeNights implements Nights {
    private final List<RunRequest> requests = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, ExitCode> ends = new HashMap<>();
    private final Map<String, RuntimeException> refusals = new HashMap<>();
    private RuntimeException failure;
    private boolean endedBefore;
    private boolean copyFails;
    private List<RunReport> untold = List.of();

    /** As if a process had died before it could tell of these. */
    void untold(RunReport... runs) {
        untold = List.of(runs);
    }

    /** As if the directory of copies could not be written. */
    void copyFails() {
        copyFails = true;
    }

    /** As if the nights had ended before. */
    void endedBefore() {
        endedBefore = true;
    }

    void ends(String source, ExitCode code) {
        ends.put(source, code);
    }

    void refuses(String source, RuntimeException problem) {
        refusals.put(source, problem);
    }

    void fails(RuntimeException problem) {
        failure = problem;
    }

    List<RunRequest> requests() {
        return requests;
    }

    List<String> calls() {
        return calls;
    }

    @Override
    public RunReport run(RunRequest request) {
        requests.add(request);
        RuntimeException refusal = refusals.get(request.source());
        if (refusal != null) {
            throw refusal;
        }
        ExitCode exit = ends.getOrDefault(request.source(), ExitCode.DONE);
        String id = request.target() + "/" + request.source() + "/" + request.businessDate() + "/1";
        RunReport report = new RunReport(
                request.target(),
                request.source(),
                request.businessDate(),
                1,
                "RECONCILED",
                new RunReport.Accounts(26, 1, 0, 0, 0, 25, 0),
                new RunReport.Items(25, 0, 0, 25, 0, 0, 0),
                List.of(new RunReport.CurrencyAmounts(
                        "KES",
                        new BigDecimal("100.000000"),
                        null,
                        new BigDecimal("0.000000"),
                        new BigDecimal("-0.50"),
                        new BigDecimal("1.2E+13"))),
                1,
                List.of(),
                1.5,
                exit,
                exit == ExitCode.DONE ? null : exit.meaning(),
                exit == ExitCode.SIGN_OFF ? "approve " + id + " --author NAME --reason TEXT" : null);
        return endedBefore ? report.thatEndedBefore() : report;
    }

    @Override
    public List<RunReport> collect(String target, LocalDate businessDate) {
        calls.add("collect " + target + " " + businessDate);
        if (failure != null) {
            throw failure;
        }
        return List.of();
    }

    @Override
    public List<RunReport> reconcile(String target, LocalDate businessDate, boolean deep) {
        calls.add("reconcile " + target + " " + businessDate + (deep ? " deep" : ""));
        return List.of();
    }

    @Override
    public List<RunReport> untold(String target) {
        return untold;
    }

    @Override
    public void told(List<RunReport> reports) {
        calls.add("told " + reports.stream().map(RunReport::id).toList());
    }

    @Override
    public Path copy(LocalDate businessDate) throws IOException {
        if (copyFails) {
            throw new IOException("no room");
        }
        return null;
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
