package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.creditconnector.mapping.SourceMapping;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GenerateCommandTest {
    @TempDir
    Path home;

    private Terminal terminal;

    @BeforeEach
    void open() {
        terminal = new Terminal(home);
    }

    private void configure(String rows) throws Exception {
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: SYNTHETIC, name: Nobody, time-zone: Asia/Shanghai}
                sources:
                  nobody:
                    mapping: synthetic
                %s
                targets:
                  registry: {profile: registry-api, url: "http://localhost:1"}
                """.formatted(rows.indent(4)));
    }

    @Test
    void whatIsGeneratedIsASourceAsFilesAndAsADatabase() throws Exception {
        Path lender = home.resolve("lender");
        String url = "jdbc:h2:file:" + home.resolve("lender/rows");
        terminal.run(
                "generate", "--out", lender.toString(), "--accounts", "40", "--gzip", "--url", url, "--user", "sa");
        assertThat(terminal.exit()).as(terminal.err()).isZero();
        assertThat(terminal.out())
                .contains("40 accounts")
                .contains("2025-02-28")
                .contains("control-figures.csv");

        StringBuilder files = new StringBuilder("files:\n");
        SourceMapping.shipped("synthetic")
                .tables()
                .keySet()
                .forEach(table -> files.append("  ")
                        .append(table)
                        .append(": \"")
                        .append(lender.resolve(table + ".csv.gz"))
                        .append("\"\n"));
        configure(files.toString());
        JsonNode fromFiles = preview();
        configure("url: \"" + url + "\"\nuser: sa");
        JsonNode fromDatabase = preview();
        assertThat(fromFiles.size()).isEqualTo(3);
        assertThat(fromFiles.at("/0/record/account")).isEqualTo(fromDatabase.at("/0/record/account"));

        terminal.run("generate", "--out", lender.toString(), "--no-files", "--url", url, "--user", "sa");
        assertThat(terminal.exit()).isEqualTo(12);
        assertThat(terminal.err()).contains("drop them first");
    }

    private JsonNode preview() {
        terminal.run("mapping", "preview", "nobody", "--date", "2024-12-31", "--json");
        assertThat(terminal.exit()).as(terminal.err()).isZero();
        return Terminal.parse(terminal.out()).get("accounts");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsExitCode12() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "in the way");
        terminal.run("generate", "--out", file.toString());
        assertThat(terminal.exit()).isEqualTo(12);
        assertThat(terminal.err()).contains("name another directory with --out").hasLineCount(1);
    }

    @Test
    void anOrderThatCannotBeMetIsAUsageError() {
        terminal.run("generate", "--out", home.toString(), "--accounts", "0");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("--accounts is 0, expected 1 to 100000000");

        terminal.run("generate", "--out", home.toString(), "--no-files");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("--url");

        terminal.run("generate", "--out", home.toString(), "--guarantees", "20", "--other-shapes");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("leave out --guarantees");
    }
}
