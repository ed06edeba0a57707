package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.creditconnector.config.PlainYaml;
import org.creditconnector.night.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples under docs/scheduling agree with the table of their README, and the table with the exit codes. */
class SchedulingSamplesTest {
    private static final Path SAMPLES = Path.of("../docs/scheduling");
    private static final Set<Integer> DONE = Set.of(0, 7, 10);
    private static final Set<Integer> AGAIN = Set.of(6, 8, 12, 13);

    @TempDir
    Path directory;

    @Test
    void theTableOfTheReadmeNamesEveryExitCodeOnce() throws IOException {
        List<Set<Integer>> rows = read("README.md")
                .lines()
                .filter(line -> line.matches("\\| [0-9].*"))
                .map(line -> numbers(line.split("\\|")[1]))
                .toList();

        assertThat(rows).containsExactly(new TreeSet<>(DONE), new TreeSet<>(AGAIN), stop());
    }

    @Test
    @SuppressWarnings("unchecked")
    void kubernetesStopsWhereAPersonMustLookAndRepeatsTheRest() throws IOException {
        Map<String, Object> cronJob = PlainYaml.load(read("kubernetes/cronjob.yaml"));

        Map<String, Object> spec = (Map<String, Object>) cronJob.get("spec");
        assertThat(spec).containsEntry("concurrencyPolicy", "Forbid").containsEntry("timeZone", "Asia/Shanghai");
        Map<String, Object> job = (Map<String, Object>) ((Map<String, Object>) spec.get("jobTemplate")).get("spec");
        List<Map<String, Object>> rules =
                (List<Map<String, Object>>) ((Map<String, Object>) job.get("podFailurePolicy")).get("rules");
        Map<String, Object> onExitCodes = (Map<String, Object>) rules.get(1).get("onExitCodes");
        assertThat((List<Integer>) onExitCodes.get("values")).containsExactlyElementsOf(stop());
        Map<String, Object> pod = (Map<String, Object>) ((Map<String, Object>) job.get("template")).get("spec");
        assertThat(pod).containsEntry("restartPolicy", "Never");
        Map<String, Object> container = ((List<Map<String, Object>>) pod.get("containers")).get(0);
        assertThat(container).containsEntry("name", onExitCodes.get("containerName"));
        String script = ((List<String>) container.get("args")).get(0);
        assertThat(numbers(find(script, "(?m)^ *([0-9| ]+)\\) exit 0"))).isEqualTo(without(DONE, 0));
    }

    @Test
    void systemdTakesTheSameCodes() throws IOException {
        String service = read("systemd/credit-connector.service");

        assertThat(numbers(find(service, "SuccessExitStatus=(.*)"))).isEqualTo(without(DONE, 0));
        assertThat(numbers(find(service, "RestartForceExitStatus=(.*)"))).isEqualTo(new TreeSet<>(AGAIN));
        assertThat(service).contains("Type=exec").contains(" run --target ");
        assertThat(read("systemd/credit-connector.timer"))
                .contains("Unit=credit-connector.service")
                .contains("OnCalendar=*-*-* 00:45:00 Asia/Shanghai");
    }

    @Test
    void airflowTakesTheSameCodes() throws IOException {
        String dag = read("airflow/credit_connector_night.py");

        assertThat(numbers(find(dag, "DONE = \\{(.*?)}"))).isEqualTo(new TreeSet<>(DONE));
        assertThat(numbers(find(dag, "AGAIN = \\{(.*?)}"))).isEqualTo(new TreeSet<>(AGAIN));
        assertThat(dag)
                .contains("max_active_runs=1")
                .contains("AirflowFailException")
                .doesNotContain("\t");
    }

    @Test
    void theShellOfCronRepeatsStopsAndTellsByExitCode() throws Exception {
        assertThat(read("cron/credit-connector.cron"))
                .containsPattern("(?m)^45 0 \\* \\* \\* connector /opt/.*run-night.sh");
        for (ExitCode code : ExitCode.values()) {
            Set<Integer> once = new TreeSet<>(Set.of(code.number()));
            boolean repeated = AGAIN.contains(code.number());

            Night night = night(code.number() + "\n0\n");

            assertThat(night.exit()).as(code.name()).isEqualTo(repeated || DONE.containsAll(once) ? 0 : code.number());
            assertThat(night.calls()).as(code.name()).isEqualTo(repeated ? 2 : 1);
            assertThat(night.alert()).as(code.name()).isEqualTo(stop().contains(code.number()));
        }
    }

    @Test
    void theShellOfCronGivesUpInTheEnd() throws Exception {
        Night night = night("8\n8\n8\n8\n");

        assertThat(night).isEqualTo(new Night(8, 3, true));
    }

    /** Runs the script against a program that ends with the given codes, one per call; three tries without a pause. */
    private Night night(String codes) throws Exception {
        Path left = Files.writeString(directory.resolve("codes"), codes);
        Path calls = Files.writeString(directory.resolve("calls"), "");
        Path alert = directory.resolve("alert");
        Files.deleteIfExists(alert);
        Path program = script(
                "program",
                "echo \"$@\" >> " + calls + "; code=$(head -n 1 " + left + "); sed -i 1d " + left + "; exit $code");
        Path alarm = script("alarm", "echo \"$@\" > " + alert);
        ProcessBuilder builder =
                new ProcessBuilder("sh", SAMPLES.resolve("cron/run-night.sh").toString(), "--target", "registry");
        builder.environment()
                .putAll(Map.of(
                        "TRIES",
                        "3",
                        "PAUSE_SECONDS",
                        "0",
                        "CREDIT_CONNECTOR",
                        program.toString(),
                        "ALERT",
                        alarm.toString()));
        Process process = builder.inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        List<String> made = Files.readAllLines(calls);
        assertThat(made).allMatch("run --quiet --target registry"::equals);
        return new Night(process.exitValue(), made.size(), Files.exists(alert));
    }

    private Path script(String name, String line) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static Set<Integer> stop() {
        return Arrays.stream(ExitCode.values())
                .map(ExitCode::number)
                .filter(number -> !DONE.contains(number) && !AGAIN.contains(number))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> without(Set<Integer> codes, int code) {
        Set<Integer> rest = new TreeSet<>(codes);
        rest.remove(code);
        return rest;
    }

    private static String read(String sample) throws IOException {
        return Files.readString(SAMPLES.resolve(sample));
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static Set<Integer> numbers(String text) {
        return Pattern.compile("[0-9]+")
                .matcher(text)
                .results()
                .map(found -> Integer.valueOf(found.group()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * How a night went.
     *
     * @param exit exit code of the script
     * @param calls how often the program was called
     * @param alert whether a person was told
     */
    private record Night(int exit, int calls, boolean alert) {}
}
