package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.mapping.RecordFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What says something about a person never comes out of the mapping loop, whether the rows are a sample's or a lender's. */
class MappingDiscretionTest {
    private static final List<String> CANARIES = List.of(
            "Quetzalcoatl",
            "ZX90817263",
            "777123",
            "Popocatepetl",
            "ZX11223344",
            "888456",
            "17.03.1987",
            "1987-03-17",
            "31.02.1988",
            "1988",
            "unknowncode77");

    private final List<String> seen = new ArrayList<>();

    @TempDir
    Path home;

    @Test
    void noOutputOfTheLoopHoldsAValueOfAPerson() throws Exception {
        Path folder = VillageFolder.in(home);
        VillageFolder.in(Files.createDirectory(home.resolve("earlier")));
        VillageFolder.edit(folder, "codes/status.csv", "A,OPEN", "A,FROZEN");
        plant(
                folder.resolve("sample/accounts.csv"),
                "loan,customer,name,passport,currency,amount,opened,status,closed");
        Terminal terminal = new Terminal(home);
        say(terminal, "mapping", "test", folder.toString(), "--accept", "--author", "A", "--reason", "first");
        Files.writeString(
                folder.resolve("sample/accounts.csv"),
                Files.readString(folder.resolve("sample/accounts.csv"))
                        .replace("Quetzalcoatl,ZX90817263,EUR,777123.45", "Popocatepetl,ZX11223344,EUR,888456.01"));
        for (String json : List.of("--quiet", "--json")) {
            loop(terminal, folder.toString(), json);
        }

        real(folder);
        for (String json : List.of("--quiet", "--json")) {
            loop(terminal, "village", json);
        }
        try (Stream<Path> logs = Files.walk(home.resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                seen.add(Files.readString(log));
            }
        }

        String all = String.join("\n", seen);
        assertThat(all).contains("L-001", "***", "###", "####-##-##", "MAP-DATE", "<!DOCTYPE html>");
        for (String canary : CANARIES) {
            assertThat(seen.stream().filter(output -> output.contains(canary)).map(output -> around(output, canary)))
                    .as(canary)
                    .isEmpty();
        }
    }

    @Test
    void theNumberOfAnOrganisationThatIsTakenAsItsKeyIsNotShownEither() throws Exception {
        Path folder = VillageFolder.in(home);
        VillageFolder.edit(folder, "mapping.yaml", "parties[].partyKey: customer", "parties[].partyKey: passport");
        VillageFolder.edit(folder, "mapping.yaml", "\nfields:", "\nunused: [customer, name]\n\nfields:");
        VillageFolder.edit(folder, "mapping.yaml", "parties[].kind: = PERSON", "parties[].kind: = ORGANISATION");
        VillageFolder.edit(folder, "mapping.yaml", "  parties[].person.fullName: name\n", "");
        plant(
                folder.resolve("sample/accounts.csv"),
                "loan,customer,name,passport,currency,amount,opened,status,closed");
        Terminal terminal = new Terminal(home);
        for (String json : List.of("--quiet", "--json")) {
            say(terminal, "mapping", "preview", folder.toString(), json);
            say(terminal, "mapping", "explain", folder.toString(), "L-001", "parties[0].partyKey", json);
        }
        assertThat(String.join("\n", seen)).contains("partyKey", "***").doesNotContain("ZX90817263");
    }

    private static String around(String output, String canary) {
        int at = output.indexOf(canary);
        return output.substring(Math.max(0, at - 200), Math.min(output.length(), at + 100));
    }

    private void loop(Terminal terminal, String source, String json) {
        say(terminal, "mapping", "check", source, json);
        say(terminal, "mapping", "preview", source, json, "--debug");
        say(terminal, "mapping", "preview", source, json, "--key", "L-003");
        say(terminal, "mapping", "test", source, json);
        say(terminal, "mapping", "coverage", source, json, "--all");
        say(terminal, "mapping", "coverage", source, json, "--target", "pbcrc");
        say(terminal, "mapping", "lineage", source, json, "--target", "pbcrc");
        say(terminal, "mapping", "doc", source, json);
        say(
                terminal,
                "mapping",
                "diff",
                source,
                json,
                "--against",
                home.resolve("earlier/village-bank").toString());
        for (RecordFields.RecordField field : RecordFields.leaves()) {
            // A sample is read at once; of the real source only the fields below are asked for.
            if (source.contains("/") && json.equals("--quiet")) {
                say(terminal, "mapping", "explain", source, "L-001", field.path(), json);
            }
        }
        for (String path :
                List.of("account.openedOn", "state.status.value", "months[0].paid", "months[1].overdueTotal")) {
            say(terminal, "mapping", "explain", source, "L-001", path, json);
            say(terminal, "mapping", "explain", source, "L-003", path, json);
        }
    }

    private void say(Terminal terminal, String... words) {
        terminal.run(words);
        seen.add(terminal.out());
        seen.add(terminal.err());
    }

    private static void plant(Path file, String header) throws Exception {
        Files.writeString(file, header + """

                L-001,C-1,Quetzalcoatl,ZX90817263,EUR,777123.45,17.03.1987,A,
                L-002,C-2,Quetzalcoatl,ZX90817263,EUR,777123.45,17.03.1987,C,17.03.1987
                L-003,C-3,Quetzalcoatl,ZX90817263,EUR,777123.45,31.02.1988,unknowncode77,
                """);
    }

    private void real(Path folder) throws Exception {
        plant(home.resolve("loans.csv"), "loan,customer,name,passport,currency,amount,opened,status,closed");
        Files.writeString(
                home.resolve("instalments.csv"),
                "loan,number,due,principal,interest\nL-001,1,17.03.1987,777123.45,0\n");
        Files.writeString(
                home.resolve("payments.csv"), "loan,payment,date,amount,cancelled\nL-001,1,17.03.1987,888456.01,N\n");
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                source-folders: ["%1$s"]
                log: {level: trace}
                sources:
                  village:
                    mapping: %2$s
                    files: {loans: "%1$s/loans.csv", instalments: "%1$s/instalments.csv", payments: "%1$s/payments.csv"}
                targets:
                  registry: {profile: registry-api, url: "http://127.0.0.1:1/"}
                """.formatted(home, folder.getFileName()));
    }
}
