package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.avro.message.BinaryMessageDecoder;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Decisions.By;
import org.creditconnector.ledger.MirrorRebuild;
import org.creditconnector.ledger.Store;
import org.creditconnector.mockregistry.pbcrc.PbcrcHolding;
import org.creditconnector.registry.WireData;
import org.creditconnector.registry.pbcrc.Told;

/** Holds our books against what the central bank's registry really has on file, and decides what a person would decide. */
final class PbcrcBooks {
    static final By ADA = new By("Ada", "the contract says so");

    private static final BinaryMessageDecoder<Told> TOLD =
            new BinaryMessageDecoder<>(WireData.DATA, Told.getClassSchema());

    private static final Set<String> VIEW = Set.of(
            "RltRepymtInfSgmt",
            "MotgaCltalCtrctInfSgmt",
            "AcctCredSgmt",
            "OrigCreditorInfSgmt",
            "GuarMotgaCltalCtrctInfSgmt",
            "GuarAcctCredSgmt");

    static {
        WireData.trust(Told.class);
    }

    private final CentralBankNights yuan;

    PbcrcBooks(CentralBankNights yuan) {
        this.yuan = yuan;
    }

    /** Runs a night that must end well; answers what was loaded. */
    List<String> night(String date) throws IOException {
        long before = yuan.lastEffect();
        RunReport run = yuan.run(date);
        assertThat(yuan.refused()).as(date).isEmpty();
        assertThat(run.accounts().balances()).as(date).isTrue();
        assertThat(run.items().balances()).as(date).isTrue();
        assertThat(run.exit())
                .as(date + " " + run.cause() + " "
                        + yuan.rows("select rule_id, message from finding where severity = 'ERROR'"))
                .isEqualTo(ExitCode.DONE);
        return yuan.loaded(before);
    }

    List<String> nights(String... dates) throws IOException {
        List<String> loaded = new ArrayList<>();
        for (String date : dates) {
            loaded.addAll(night(date));
        }
        return loaded;
    }

    /** Month ends, and one night within each month, another one each time. */
    static List<LocalDate> monthly(LocalDate from, int months) {
        return from.datesUntil(from.plusMonths(months))
                .filter(day -> day.plusDays(1).getDayOfMonth() == 1 || day.getDayOfMonth() == 5 + day.getMonthValue())
                .toList();
    }

    /** Runs nights that must end well; answers how many records of each type and time point were loaded. */
    Map<String, Integer> loaded(List<LocalDate> nights) throws IOException {
        Map<String, Integer> loaded = new TreeMap<>();
        for (LocalDate night : nights) {
            for (String record : night(night.toString())) {
                String[] words = record.split(" ");
                loaded.merge(words[0] + (words.length > 2 ? " " + words[2] : ""), 1, Integer::sum);
            }
        }
        return loaded;
    }

    /**
     * Our books, rebuilt from what was delivered and answered too, and the registry have the same segments of the same subjects at the
     * same report dates.
     *
     * @param subjects beginning of our subjects, e.g. {@code account:}
     * @param record beginning of the registry's, e.g. {@code 210/}
     */
    void assertMirrored(String subjects, String record) throws IOException {
        try (Store store = Store.open(yuan.store)) {
            assertThat(new MirrorRebuild(store).rebuild(YuanNights.TARGET).equal())
                    .isTrue();
        }
        assertThat(ours(subjects, record.substring(0, 2))).isEqualTo(theirs(record));
    }

    private Map<String, Map<String, Set<String>>> ours(String subjects, String family) throws IOException {
        Map<String, Map<String, Set<String>>> ours = new TreeMap<>();
        for (Map<String, Object> row : yuan.rows("select d.subject as subject, i.reported_state as told"
                + " from registry_mirror_date d join report_item i on i.item_id = d.item_id"
                + " where d.subject like '" + subjects + "%' order by d.subject, d.report_date, d.sequence")) {
            Told told = TOLD.decode((byte[]) row.get("told"));
            if (told.getRecordType().equals("215") || !told.getRecordType().startsWith(family)) {
                continue;
            }
            ours.computeIfAbsent(row.get("subject").toString().substring(subjects.length()), any -> new TreeMap<>())
                    .computeIfAbsent(told.getReportDate().toString(), any -> new TreeSet<>())
                    .addAll(told.getSegments().keySet());
        }
        ours.values().forEach(PbcrcBooks::viewApart);
        return ours;
    }

    /**
     * Repayers, collateral, agreement and original creditor are a view of the account and not of a date (spec.md, section
     * "Corrections"): the registry puts a corrected one to the newest report, our books keep it where it was told first.
     */
    private static void viewApart(Map<String, Set<String>> dates) {
        Set<String> view = new TreeSet<>();
        for (Set<String> tags : dates.values()) {
            tags.stream().filter(VIEW::contains).forEach(view::add);
            tags.removeAll(VIEW);
        }
        dates.put("view", view);
    }

    private Map<String, Map<String, Set<String>>> theirs(String record) {
        Map<String, Map<String, Set<String>>> theirs = new TreeMap<>();
        yuan.registry.holdings().forEach((subject, holding) -> {
            if (subject.startsWith(record + YuanNights.PROVIDER)) {
                Map<String, Set<String>> dates = theirs.computeIfAbsent(
                        subject.substring(record.length() + YuanNights.PROVIDER.length()), any -> new TreeMap<>());
                for (PbcrcHolding.Version version : holding.versions()) {
                    dates.put(
                            version.reportDate(),
                            new TreeSet<>(version.segments().keySet()));
                }
                viewApart(dates);
            }
        });
        return theirs;
    }

    static About about(int loan) {
        return new About(YuanNights.TARGET, YuanLender.NAME, YuanLender.key(loan));
    }

    <T> T decide(Function<Decisions, T> decision) {
        try (Store store = Store.open(yuan.store)) {
            return decision.apply(new Decisions(store));
        }
    }
}
