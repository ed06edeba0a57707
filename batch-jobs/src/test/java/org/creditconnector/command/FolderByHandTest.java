package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a folder by hand shows is what the commands say. */
class FolderByHandTest {
    private static final Path PAGE = Path.of("..", "mappings", "docs", "by-hand.md");
    private static final Pattern CALL = Pattern.compile(
            "^```console\\n\\$ ./credit-connector ([^\\n]*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> everyCallGivesWhatStandsBelowIt() throws Exception {
        Path folder = VillageFolder.in(home);
        List<DynamicTest> calls = new ArrayList<>();
        String page = Files.readString(PAGE);
        Matcher call = CALL.matcher(page);
        while (call.find()) {
            String words = call.group(1);
            String expected = call.group(2);
            calls.add(DynamicTest.dynamicTest(words, () -> {
                Terminal terminal = new Terminal(home);
                terminal.run(
                        words.replace(VillageFolder.NAME, folder.toString()).split(" "));
                String said = (terminal.out() + terminal.err()).replace(folder.toString(), VillageFolder.NAME);
                assertThat(said).isEqualTo(expected);
            }));
        }
        assertThat(calls).hasSizeGreaterThan(4);
        return calls.stream();
    }
}
