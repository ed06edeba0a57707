package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.ledger.StoreSettings;

/** A guessed folder read back as text, and the truth about its source that somebody wrote by hand. */
final class GuessedText {
    private static final Pattern LINE = Pattern.compile("^ *(\\S+?): (.*?) *(?:# .*)?$");

    private final Path folder;
    private final Map<String, String> lines = new LinkedHashMap<>();

    GuessedText(Path folder) throws IOException {
        this.folder = folder;
        boolean fields = false;
        for (String line : Files.readAllLines(folder.resolve("mapping.yaml"))) {
            fields = line.equals("fields:") || fields && !line.equals("missing:");
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && (fields && !line.equals("fields:") || line.startsWith("account-key:"))) {
                lines.put(matcher.group(1), matcher.group(2));
            }
        }
    }

    /** Guesses a database under a name, into a folder of the home directory; its password is in LENDER_PASSWORD of the terminal. */
    static void guess(Terminal terminal, String name, Path home, StoreSettings place) {
        terminal.run(
                "mapping",
                "guess",
                name,
                "--into",
                home.toString(),
                "--url",
                place.url(),
                "--user",
                place.user(),
                "--password-variable",
                "LENDER_PASSWORD");
    }

    /** Lines by path with the mark of doubt, and the account key. */
    Map<String, String> lines() {
        return lines;
    }

    /** {@code path: value} lines of a truth; codes are {@code codes/TABLE CODE: SYMBOL}. */
    static Map<String, String> truth(String text) {
        Map<String, String> truth = new LinkedHashMap<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(": ");
            truth.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return truth;
    }

    /** What is wrong and what is not asked, against the truth. */
    record Score(int right, int all, Map<String, String> wrong, Map<String, String> wrongAndSure) {
        int percent() {
            return 100 * right / all;
        }
    }

    Score score(Map<String, String> truth) {
        Map<String, String> wrong = new TreeMap<>();
        Map<String, String> sure = new TreeMap<>();
        int right = 0;
        int all = 0;
        for (Map.Entry<String, String> line : truth.entrySet()) {
            if (!line.getKey().startsWith("codes/")) {
                all++;
                String guessed = lines.getOrDefault(line.getKey(), "nothing");
                if (guessed.replaceFirst("^TODO ", "").equals(line.getValue())) {
                    right++;
                } else {
                    wrong.put(line.getKey(), guessed + ", expected " + line.getValue());
                }
            }
        }
        lines.forEach((path, value) -> {
            if (!value.startsWith("TODO") && !value.equals(truth.get(path))) {
                sure.put(path, value + ", expected " + truth.get(path));
            }
        });
        return new Score(right, all, wrong, sure);
    }

    /** Answers every question as the truth says; lines that the truth does not know are taken out. */
    void answer(Map<String, String> truth) throws IOException {
        Path mapping = folder.resolve("mapping.yaml");
        StringBuilder answered = new StringBuilder();
        for (String line : Files.readAllLines(mapping)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches() || !matcher.group(2).startsWith("TODO")) {
                answered.append(line).append('\n');
            } else if (truth.containsKey(matcher.group(1))) {
                String indent = line.startsWith(" ") ? "  " : "";
                answered.append(indent)
                        .append(matcher.group(1))
                        .append(": ")
                        .append(truth.get(matcher.group(1)))
                        .append('\n');
            }
        }
        Files.writeString(mapping, answered);
        Path control = folder.resolve("control.sql");
        Files.writeString(
                control,
                Files.readString(control)
                        .replaceAll("(?m)^-- TODO .*\\n", "")
                        .replace(
                                "'TODO'",
                                truth.getOrDefault("account.currency", "").replaceFirst("= (.*)", "'$1'")));
        Path codes = folder.resolve("codes");
        if (Files.exists(codes)) {
            try (var tables = Files.list(codes)) {
                for (Path table : tables.toList()) {
                    answerCodes(table, truth);
                }
            }
        }
    }

    private static void answerCodes(Path table, Map<String, String> truth) throws IOException {
        String name = "codes/" + table.getFileName().toString().replace(".csv", "") + " ";
        StringBuilder answered = new StringBuilder();
        for (String line : Files.readAllLines(table)) {
            String code = line.substring(0, line.indexOf(','));
            answered.append(line.replace(",TODO,", "," + truth.getOrDefault(name + code, "TODO") + ","))
                    .append('\n');
        }
        Files.writeString(table, answered);
    }
}
