package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mapping sample}: rows of a lender become a sample that nobody can be known by and that still shows what there is. */
class MappingSampleTest {
    private static final String HEADER =
            "loan,customer,name,passport,born,mobile,address,currency,amount,opened,status,closed\n";
    private static final List<String> CANARIES = List.of(
            "Quetzalcoatl",
            "王小明",
            "990101198502281234",
            "990203197511304518",
            "13812345678",
            "13987654321",
            "Cactus",
            "中山路",
            "28.02.1985",
            "1985-02-28",
            "19850228",
            "30.11.1975",
            "777123",
            "L-771",
            "L-772",
            "C-881",
            "C-882",
            "17.03.2024",
            "secret-code-77",
            "31.02.2024");

    @TempDir
    Path home;

    private Path folder;
    private Terminal terminal;

    @BeforeEach
    void layDown() throws Exception {
        folder = VillageFolder.in(home);
        VillageFolder.edit(folder, "mapping.yaml", "  parties[].documents[].type: = PASSPORT\n", """
                  parties[].person.birthDate: born | date dd.MM.yyyy
                  parties[].contact.telephones[]: mobile
                  parties[].contact.addresses[].kind: = RESIDENCE
                  parties[].contact.addresses[].lines: address
                  parties[].documents[].type: = NATIONAL_ID
                """);
        VillageFolder.edit(folder, "accounts.sql", "l.passport,", "l.passport, l.born, l.mobile, l.address,");
        delete(folder.resolve("sample"));
        Files.writeString(home.resolve("loans.csv"), HEADER + """
                L-770,C-880,Plain Person,990101199001011230,01.01.1990,13800000000,Plain Road 1,EUR,500.00,17.03.2024,A,
                L-771,C-881,Quetzalcoatl Jones,990101198502281234,28.02.1985,13812345678,Cactus Road 12,EUR,777123.45,17.03.2024,A,
                L-772,C-882,王小明,990203197511304518,30.11.1975,13987654321,中山路12号,EUR,777123.45,17.03.2024,C,30.04.2024
                L-773,C-881,Quetzalcoatl Jones,990101198502281234,28.02.1985,13812345678,Cactus Road 12,EUR,500.00,17.03.2024,secret-code-77,
                L-774,C-882,王小明,990203197511304518,30.11.1975,13987654321,中山路12号,EUR,500.00,31.02.2024,A,
                L-775,C-880,Plain Person,990101199001011230,01.01.1990,13800000000,Plain Road 1,EUR,500.00,17.03.2024,A,
                """);
        Files.writeString(home.resolve("instalments.csv"), """
                loan,number,due,principal,interest
                L-770,1,17.04.2999,500.00,0
                L-771,1,17.04.2024,777123.45,0
                L-772,1,17.04.2024,777123.45,0
                """);
        Files.writeString(home.resolve("payments.csv"), """
                loan,payment,date,amount,cancelled
                L-772,1,17.04.2024,777123.45,N
                """);
        VillageFolder.configure(home, "loans.csv");
        terminal = new Terminal(home);
    }

    @Test
    void nobodyCanBeKnownByWhatItWrites() throws Exception {
        sample("--accounts", "6");

        List<String> written = written();
        written.add(terminal.out());
        for (String canary : CANARIES) {
            assertThat(written).as(canary).noneMatch(text -> text.contains(canary));
        }
        assertThat(column("currency")).containsOnly("EUR");
        assertThat(column("status")).contains("A", "C");
    }

    @Test
    void identityNumbersAreOfNobodyAndHaveTheirCheckCharacterAndTheDayOfBirthOfTheirRow() throws Exception {
        sample("--accounts", "6");

        List<String> numbers = column("passport");
        List<String> births = column("born");
        assertThat(numbers).hasSize(6).allMatch(number -> number.startsWith("990101"));
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(ResidentIdentityNumber.check(numbers.get(i)).isValid()).isTrue();
            String[] day = births.get(i).split("\\.", -1);
            assertThat(numbers.get(i).substring(6, 14)).isEqualTo(day[2] + day[1] + day[0]);
        }
        assertThat(column("mobile")).allMatch(number -> number.matches("100[0-9]{8}"));
    }

    @Test
    void onePersonStaysOnePersonAndTwoStayTwo() throws Exception {
        sample("--accounts", "6");

        for (String column : List.of("customer", "name", "passport", "born", "mobile", "address")) {
            assertThat(column(column).stream().distinct()).as(column).hasSize(3);
        }
    }

    @Test
    void theSampleShowsWhatTheSourceHasInItsFirstAccounts() throws Exception {
        sample("--accounts", "4");

        assertThat(terminal.out())
                .contains("4 accounts in disguise", "in arrears", "closed", "held MAP-DATE", "held MAP-CODE-UNMAPPED");
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(folder));
        List<MappedAccount> mapped = MappingSamples.map(mapping);
        assertThat(mapped.stream().filter(account -> account.record() == null)).hasSize(2);
        List<CreditRecord> records = mapped.stream()
                .map(MappedAccount::record)
                .filter(java.util.Objects::nonNull)
                .toList();
        // 17 April 2024 to 20 November 2026, the last complete day of the terminal's clock, whatever the years moved.
        assertThat(records.stream().map(record -> record.getPosition().getDaysPastDue()))
                .containsExactlyInAnyOrder(0, 947);
        assertThat(records.stream().map(record -> record.getState().getStatus().getValue()))
                .containsExactlyInAnyOrder(AccountStatus.OPEN, AccountStatus.CLOSED);

        terminal.run("mapping", "test", "village", "--accept", "--author", "Ada", "--reason", "first rows");
        assertThat(terminal.exit()).isZero();
        terminal.run("mapping", "test", "village");
        assertThat(terminal.out()).contains("village-bank: 4 accounts, 2 held, 0 differences");
    }

    @Test
    void rowsThatAreThereStayUnlessSomebodySaysForce() throws Exception {
        sample("--accounts", "1");
        String before = Files.readString(folder.resolve("sample/accounts.csv"));
        Files.createDirectories(folder.resolve("sample/expected"));
        Files.writeString(folder.resolve("sample/expected/findings.csv"), "kept");

        terminal.run("mapping", "sample", "village", "--accounts", "2");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("has a sample; --force replaces its rows");
        assertThat(folder.resolve("sample/accounts.csv")).hasContent(before);

        sample("--accounts", "2", "--force");
        assertThat(column("loan")).hasSize(2);
        assertThat(folder.resolve("sample/expected/findings.csv")).hasContent("kept");
    }

    @Test
    void aSourceWhoseRangeKeysAreIdentityNumbersIsRefusedWithoutShowingOne() throws Exception {
        Path loans = home.resolve("loans.csv");
        Files.writeString(loans, HEADER + """
                990101198502281234,C-1,A B,X1,01.01.1990,1,Road,EUR,500.00,17.03.2024,A,
                990203197511304518,C-2,A C,X2,01.01.1990,1,Road,EUR,500.00,17.03.2024,A,
                """);
        for (String table : List.of("instalments", "payments")) {
            Path file = home.resolve(table + ".csv");
            Files.writeString(file, Files.readAllLines(file).get(0) + "\n");
        }

        terminal.run("mapping", "check", "village");

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err())
                .contains("SRC-KEY-PERSON accounts: the range keys loan are identity numbers")
                .doesNotContain("990101198502281234", "990203197511304518");

        VillageFolder.edit(folder, "mapping.yaml", "\nfields:", "\nown-keys: [loan]\n\nfields:");
        terminal.run("mapping", "check", "village");
        assertThat(terminal.exit()).as(terminal.err()).isZero();

        VillageFolder.edit(folder, "mapping.yaml", "own-keys: [loan]\n", "");
        Files.writeString(
                loans, "L-1,C-3,A D,X3,01.01.1990,1,Road,EUR,500.00,17.03.2024,A,\n", StandardOpenOption.APPEND);
        terminal.run("mapping", "check", "village");
        assertThat(terminal.exit()).as(terminal.err()).isZero();
        terminal.run("mapping", "preview", "village");
        assertThat(terminal.out()).contains("990101********1234  held", "MAP-KEY-IDENTITY");
    }

    @Test
    void aFolderWithoutASourceHasNoRowsToTake() {
        terminal.run("mapping", "sample", folder.toString());

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("is no configured source");
    }

    private void sample(String... options) {
        List<String> words = new ArrayList<>(List.of("mapping", "sample", "village"));
        words.addAll(List.of(options));
        terminal.run(words.toArray(String[]::new));
        assertThat(terminal.exit()).as(terminal.err()).isZero();
    }

    private List<String> column(String name) throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve("sample/accounts.csv"));
        int at = List.of(lines.get(0).split(",")).indexOf(name);
        return lines.stream().skip(1).map(line -> line.split(",", -1)[at]).toList();
    }

    private List<String> written() throws Exception {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("sample"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static void delete(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
