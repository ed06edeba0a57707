package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Each folder under {@code guess} is a source in the state in which lenders deliver them, with the mapping that a person would write
 * in {@code truth.txt}. A file {@code x.gb18030.txt} is written in that character set before it is guessed, {@code x.gz.txt} packed.
 */
class MappingGuessTest {
    private static final Path SOURCES = Path.of("src/test/resources/guess");

    @TempDir
    Path home;

    static List<Path> sources() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void mostFieldsAreRightAndNothingIsWrongWithoutAQuestion(Path source) throws Exception {
        Path folder = guess(source);

        Map<String, String> truth = GuessedText.truth(Files.readString(source.resolve("truth.txt")));
        GuessedText.Score score = new GuessedText(folder).score(truth);

        System.out.println(source.getFileName() + ": " + score.percent() + " % of " + score.all()
                + " lines right; not: " + score.wrong().keySet());
        assertThat(score.wrongAndSure()).isEmpty();
        assertThat(score.percent()).as("%s", score.wrong()).isGreaterThanOrEqualTo(90);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void onceTheQuestionsAreAnsweredTheFolderWorks(Path source) throws Exception {
        Path folder = guess(source);
        Terminal terminal = new Terminal(home);
        terminal.run("mapping", "check", folder.toString());
        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).contains("MAP-TODO").doesNotContain("MAP-TARGET", "MAP-SQL", "MAP-STEP", "YAML-");

        new GuessedText(folder).answer(GuessedText.truth(Files.readString(source.resolve("truth.txt"))));

        terminal.run("mapping", "check", folder.toString());
        assertThat(terminal.err()).isEmpty();
        terminal.run("mapping", "test", folder.toString(), "--accept", "--author", "Ada", "--reason", "made by guess");
        assertThat(terminal.out()).contains(": 5 accounts, 0 held");
        terminal.run("mapping", "test", folder.toString());
        assertThat(terminal.exit()).isZero();
        terminal.run("mapping", "preview", folder.toString());
        assertThat(terminal.exit()).isZero();
        configure(folder, source);
        terminal.run("mapping", "check", "lender");
        assertThat(terminal.err()).isEmpty();
        terminal.run("mapping", "preview", "lender", "--accounts", "3");
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exit()).isZero();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void noValueOfAPersonIsInTheFolder(Path source) throws Exception {
        Path folder = guess(source);

        Set<String> originals = new HashSet<>();
        Pattern telling = Pattern.compile(
                "[0-9]{7,}X?|(?:[A-Z][a-z]* )?[A-Z][a-z]+[A-Z0-9 ]+|[A-Z]+-?[0-9]{4,}|[张王李赵刘陈][伟芳娜敏静磊]");
        for (Path file : tables(source)) {
            String text = Files.readString(file);
            Matcher matcher = telling.matcher(text.substring(text.indexOf('\n')));
            while (matcher.find()) {
                if (!matcher.group().matches("(19|20)[0-9]{6}|0+")) {
                    originals.add(matcher.group());
                }
            }
        }
        assertThat(originals).hasSizeGreaterThan(20);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                Set<String> words = new HashSet<>(List.of(text.split("[,\\n:|\"]")));
                assertThat(originals.stream().filter(words::contains))
                        .as("%s", file)
                        .isEmpty();
            }
        }
    }

    @Test
    void aTableInSeveralFilesIsGuessedAsOne() throws Exception {
        Path source = SOURCES.resolve("several-files");
        Path whole = guess(source);
        List<String> loans = Files.readAllLines(source.resolve("loans.csv"));
        int half = loans.size() / 2;
        Files.write(home.resolve("loans_1.csv"), loans.subList(0, half));
        List<String> rest = new ArrayList<>(loans.subList(half, loans.size()));
        rest.add(0, loans.get(0));
        Files.write(home.resolve("loans_2.csv"), rest);
        List<String> words = new ArrayList<>(List.of("mapping", "guess", "halves", "--into", home.toString()));
        for (Path file : tables(source)) {
            String table = table(file);
            words.add("--file");
            words.add(table + "=" + (table.equals("loans") ? home.resolve("loans_?.csv") : delivered(file)));
        }

        Terminal terminal = new Terminal(home).run(words.toArray(String[]::new));

        assertThat(terminal.err()).isEmpty();
        assertThat(Files.readString(home.resolve("halves/mapping.yaml")).replace("halves", "several-files"))
                .isEqualTo(Files.readString(whole.resolve("mapping.yaml")));
        assertThat(home.resolve("halves/accounts.sql")).hasSameTextualContentAs(whole.resolve("accounts.sql"));
    }

    @Test
    void filesOfADirectoryAreTablesAndLaterDeliveriesReplaceEarlierOnes() throws Exception {
        Path data = deliveries();

        Terminal terminal = new Terminal(home)
                .run("mapping", "guess", "kasse", "--into", home.toString(), "--files", data.toString());

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out())
                .contains("loans is read by accounts.sql; looked at all 4 rows")
                .contains("loans: \"" + data + "/loans_*.csv\"", "payments: \"" + data + "/payments_*.csv\"")
                .contains("notes.md is not looked at");
        assertThat(Files.readString(home.resolve("kasse/accounts.sql")))
                .contains(
                        "of each loan the row of the last one counts, in the order of their names: loans_2024-03.csv to")
                .contains("TODO 33 % of them are not in the last file")
                .contains("row_number() over (partition by x.loan order by x.source_file desc)");
        assertThat(Files.readString(home.resolve("kasse/instalments.sql")))
                .contains("partition by x.loan, x.\"number\" order by x.source_file desc");
        // The same loan and amount every month is a new payment, and no earlier one said again.
        assertThat(Files.readString(home.resolve("kasse/payments.sql"))).doesNotContain("x.source_file", "TODO");
        assertThat(new GuessedText(home.resolve("kasse")).lines()).containsEntry("account-key", "loan");
        assertThat(Files.readString(home.resolve("kasse/mapping.yaml"))).contains("key: [loan, source_file]");
    }

    @Test
    void theLastDeliveryIsWhatThePreviewShows() throws Exception {
        Path data = deliveries();
        new Terminal(home).run("mapping", "guess", "kasse", "--into", home.toString(), "--files", data.toString());
        Path folder = home.resolve("kasse");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replaceAll("(?m)^-- TODO.*\\n", "")
                                .replace("A,TODO", "A,OPEN")
                                .replace("C,TODO", "C,CLOSED")
                                .replace("TODO ", ""));
            }
        }
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                source-folders: [%1$s]
                sources:
                  kasse:
                    mapping: kasse
                    files:
                      loans: %2$s/loans_*.csv
                      instalments: %2$s/instalments_*.csv
                      payments: %2$s/payments_*.csv
                """.formatted(home, data));

        Terminal terminal = new Terminal(home)
                .run("mapping", "preview", "kasse", "--key", "L-002", "--date", "2024-05-31", "--json");

        JsonNode account = Terminal.parse(terminal.out()).at("/accounts/0");
        assertThat(account.at("/rows/0/position").asString()).isEqualTo("loans_2024-04.csv:2");
        assertThat(account.at("/record/repayments")).hasSize(2);
        assertThat(account.at("/record/instalments")).hasSize(2);
    }

    @Test
    void oneOfSeveralDeliveriesIsToldThatThereAreOthers() throws Exception {
        Path data = deliveries();

        Terminal terminal = new Terminal(home)
                .run(
                        "mapping",
                        "guess",
                        "kasse",
                        "--into",
                        home.toString(),
                        "--file",
                        "loans=" + data.resolve("loans_2024-04.csv"));

        assertThat(terminal.out()).contains("--file 'loans=" + data + "/loans_*.csv' reads them all");
    }

    @Test
    void deliveriesWhoseNamesDoNotSortAreAQuestion() throws Exception {
        Path data = deliveries();
        Files.move(data.resolve("loans_2024-03.csv"), data.resolve("loans_9.csv"));
        Files.move(data.resolve("loans_2024-04.csv"), data.resolve("loans_10.csv"));

        new Terminal(home).run("mapping", "guess", "kasse", "--into", home.toString(), "--files", data.toString());

        assertThat(Files.readString(home.resolve("kasse/accounts.sql")))
                .contains("TODO the names do not sort by age (9 comes after 10)");
    }

    /** Loans and schedules that each file says again, payments that each file brings anew. */
    private Path deliveries() throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        String loans = "loan,customer,name,currency,amount,opened,status,closed\n";
        Files.writeString(data.resolve("loans_2024-03.csv"), loans + """
                L-001,C-1,Ada Example,EUR,1200.50,2024-01-15,A,
                L-002,C-2,Ben Muster,EUR,600.00,2024-02-29,A,
                """);
        Files.writeString(data.resolve("loans_2024-04.csv"), loans + """
                L-002,C-2,Ben Muster,EUR,600.00,2024-02-29,C,2024-04-30
                L-003,C-3,Cleo Sample,EUR,300.00,2024-03-28,A,
                """);
        String instalments = "loan,number,due,principal,interest\n";
        Files.writeString(data.resolve("instalments_2024-03.csv"), instalments + """
                L-001,1,2024-02-15,1200.50,10.00
                L-002,1,2024-03-29,300.00,5.00
                L-002,2,2024-04-29,300.00,5.00
                """);
        Files.writeString(data.resolve("instalments_2024-04.csv"), instalments + """
                L-002,1,2024-03-29,300.00,5.00
                L-002,2,2024-04-30,300.00,5.50
                L-003,1,2024-04-28,300.00,2.50
                """);
        String payments = "loan,date,amount,cancelled\n";
        Files.writeString(data.resolve("payments_2024-03.csv"), payments + "L-002,2024-03-29,305.00,N\n");
        Files.writeString(data.resolve("payments_2024-04.csv"), payments + "L-002,2024-04-29,305.00,N\n");
        Files.writeString(data.resolve("notes.md"), "from the lender\n");
        return data;
    }

    @Test
    void nothingIsEverOverwritten() throws Exception {
        Path source = SOURCES.resolve("json-lines");
        Path folder = guess(source);
        Files.writeString(folder.resolve("mapping.yaml"), "mine\n");

        Terminal terminal = run(source);

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err())
                .contains("mapping.yaml")
                .contains("nothing is ever overwritten")
                .hasLineCount(1);
        assertThat(folder.resolve("mapping.yaml")).hasContent("mine\n");
    }

    @Test
    void whatIsGivenWronglyIsSaidInOneLine() throws Exception {
        Terminal terminal = new Terminal(home);
        terminal.run("mapping", "guess", "village");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("neither --files DIR, --file TABLE=PATH nor --url");
        terminal.run("mapping", "guess", "village", "--file", "loans=" + home.resolve("none.csv"));
        assertThat(terminal.exit()).isEqualTo(12);
        assertThat(terminal.err()).contains("there is no such file").hasLineCount(1);
        terminal.run("mapping", "guess", "village", "--url", "jdbc:h2:mem:empty-for-guess");
        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).contains("0 tables in schema PUBLIC").hasLineCount(1);
    }

    private Path guess(Path source) throws IOException {
        Terminal terminal = run(source);
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out()).contains("answers are wanted").contains("made up");
        return home.resolve(source.getFileName().toString());
    }

    private Terminal run(Path source) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("mapping", "guess", source.getFileName().toString(), "--into", home.toString()));
        for (Path file : tables(source)) {
            words.add("--file");
            words.add(table(file) + "=" + delivered(file));
        }
        return new Terminal(home).run(words.toArray(String[]::new));
    }

    private void configure(Path folder, Path source) throws IOException {
        StringBuilder files = new StringBuilder();
        for (Path file : tables(source)) {
            files.append(files.isEmpty() ? "" : ", ")
                    .append(table(file))
                    .append(": ")
                    .append(delivered(file));
        }
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                source-folders: [%s]
                sources:
                  lender: {mapping: %s, files: {%s}}
                """.formatted(home, folder.getFileName(), files));
    }

    private static List<Path> tables(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(file -> !file.endsWith("truth.txt")).sorted().toList();
        }
    }

    private static String table(Path file) {
        return file.getFileName().toString().replaceFirst("\\..*", "");
    }

    /** The file as the lender delivers it. */
    private Path delivered(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path there = home.resolve(name.replace(".gz.txt", ".gz"));
        String text = Files.readString(file);
        if (name.contains(".gz.")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(there))) {
                out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        } else {
            Files.write(there, text.getBytes(Charset.forName(name.contains(".gb18030.") ? "GB18030" : "UTF-8")));
        }
        return there;
    }
}
