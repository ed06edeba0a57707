package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.creditconnector.mockregistry.pbcrc.PbcrcDirectory;
import org.creditconnector.mockregistry.pbcrc.PbcrcEffect;
import org.creditconnector.mockregistry.pbcrc.PbcrcRegistry;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;

/**
 * What the central bank's registry is in both of its ways: its memory, its directories, and a lender that has what it wants to be
 * told. One person owes everything, so that a night tells of one person and of each loan.
 */
abstract class PbcrcSide implements OtherSide {
    private static final String PROVIDER = "Z99999999H0001";
    private static final String ACCOUNT = "210/" + PROVIDER;

    final PbcrcRegistry registry = PbcrcRegistry.of(PROVIDER);
    final Path directory;
    private final PbcrcDirectory door;
    private boolean keepsWhatItTook = true;

    PbcrcSide(Path directory) throws IOException {
        this.directory = directory;
        this.door = new PbcrcDirectory(registry, directory);
    }

    /** Channel, address and directories, as keys of a target. */
    abstract String way();

    @Override
    public String configuration() {
        return "profile: pbcrc\n" + way() + "\nsettings: {provider: " + PROVIDER + ", template: 90}";
    }

    /** Loans in yuan that are fully known, of one artificial person, and paid out on the day of the first night. */
    @Override
    public void prepare(NightFixture night) throws IOException {
        night.lender.loans.replaceAll(line -> line.replace("15.01.2024", "22.03.2024"));
        night.lender.instalments.replaceAll(line ->
                line.replace("15.04.", "22.06.").replace("15.03.", "22.05.").replace("15.02.", "22.04."));
        night.lender.payments.clear();
        Path mapping = night.home.resolve("sources").resolve(TinyLender.NAME).resolve("mapping.yaml");
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replace("account.currency: currency", "account.currency: = CNY")
                        .replace(".partyKey: customer", ".partyKey: = C-1")
                        .replace(".fullName: name", ".fullName: = TEST PERSON")
                        .replace("= PASSPORT", "= NATIONAL_ID")
                        .replace(".number: passport", ".number: = 110101190101010011")
                        .replace("\nmissing:", MORE + "\nunused: [customer, name, passport, currency]\nmissing:"));
    }

    private static final String MORE = """
              account.purpose: = CONSUMPTION
              account.firstDrawnOn: opened | date dd.MM.yyyy
              account.maturesOn: = 2024-06-22
              account.repaymentMethod: = EQUAL_INSTALMENTS
              account.frequencyUnit: = MONTH
              account.frequencyEvery: = 1
              account.instalmentCount: = 3
              account.graceDays: = 0
              account.security: = UNSECURED
              funding.kind: = OWN
              parties[].contact.addresses[].kind: = CORRESPONDENCE
              parties[].contact.addresses[].lines: = Test Road 1
              parties[].contact.addresses[].postalCode: = 100000
              parties[].contact.addresses[].areaCode: = 110101
              consents[].partyKey: = C-1
              consents[].recipient: = PBOC
              consents[].purpose: = credit registry
              consents[].clauseVersion: = 1
              consents[].givenOn: = 2024-03-22
              notices[].partyKey: = C-1
              notices[].sentOn: = 2024-03-22
              notices[].channel: = message
              state.status.since: closed | date dd.MM.yyyy | or = 2024-03-22
              state.riskClass.value: = NORMAL
              state.riskClass.since: = 2024-03-22
            """;

    @Override
    public int others() {
        return 1;
    }

    @Override
    public void changeWhatWasTold(TinyLender lender, int account) {
        lender.change(account, "300.00", "310.00");
        lender.instalments.replaceAll(
                line -> line.startsWith(TinyLender.key(account) + ",3,") ? line.replace(",100.00,", ",110.00,") : line);
    }

    /** Before an instalment is due only a loan's end is told at once. */
    @Override
    public void somethingHappens(TinyLender lender, int account) {
        lender.pay(account, 2, "23.03.2024", "330.00");
        lender.change(account, ",A,", ",C,23.03.2024");
    }

    @Override
    public boolean tellsAllEachDate() {
        return false;
    }

    @Override
    public Powers declared() {
        return Registries.shipped().profile("pbcrc").powers();
    }

    @Override
    public void lack(Set<Power> powers) {
        keepsWhatItTook = !powers.contains(Power.STATUS_QUERY);
        if (powers.contains(Power.PARTIAL_ACCEPTANCE)) {
            registry.takeWholeFilesOnly();
        }
    }

    @Override
    public void reject(String accountKey) {
        registry.block(Set.of(ACCOUNT + accountKey));
    }

    @Override
    public List<String> kept() {
        look();
        return registry.effects().stream()
                .filter(effect -> effect.kind() == PbcrcEffect.Kind.FILE_READ)
                .map(PbcrcEffect::file)
                .toList();
    }

    @Override
    public List<String> effective() {
        look();
        Map<String, Integer> numbers = new TreeMap<>();
        return registry.effects().stream()
                .filter(effect -> effect.kind() == PbcrcEffect.Kind.RECORD_LOADED)
                .filter(effect -> effect.subject().startsWith(ACCOUNT))
                .map(effect -> effect.subject().substring(ACCOUNT.length()) + " "
                        + numbers.merge(effect.subject(), 1, Integer::sum) + " "
                        + (effect.record().equals("210") ? "REPORT" : "CORRECTION"))
                .toList();
    }

    /** Takes what has arrived and puts out its answers. */
    void look() {
        try {
            door.look();
            if (!keepsWhatItTook) {
                for (Path file : files("taken")) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            return files.toList();
        }
    }

    @Override
    public void forget() throws IOException {
        registry.reset();
        Leftovers.empty(directory, "inbox", "taken", "outbox");
    }

    @Override
    public List<String> left() throws IOException {
        return Leftovers.unfinished(directory);
    }

    @Override
    public List<String> everything() {
        look();
        List<String> all = new ArrayList<>();
        registry.effects()
                .forEach(effect -> all.add(String.join(
                        " ",
                        effect.kind().toString(),
                        Undated.words(effect.file()),
                        Integer.toString(effect.line()),
                        effect.subject(),
                        effect.brief(),
                        effect.codes().toString())));
        registry.holdings().forEach((subject, holding) -> {
            holding.versions()
                    .forEach(version -> all.add(subject + " " + version + " " + new TreeMap<>(version.segments())));
            all.add(subject + " " + holding.events());
        });
        return all;
    }

    @Override
    public void close() {
        door.close();
    }
}
