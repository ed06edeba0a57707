package org.creditconnector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.creditconnector.config.NotifyConfig;
import org.creditconnector.config.NotifyConfig.Occasion;
import org.creditconnector.config.Secret;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.RunReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class MessengerTest {
    private static final Set<Occasion> ALWAYS = EnumSet.allOf(Occasion.class);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String CANARY = "CANARY-6217000012345678";

    @TempDir
    Path directory;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void theWebhookGetsSignedCountsAndTotals() throws Exception {
        List<String> problems =
                new Messenger(webhook(ALWAYS)).tell(Notice.of(List.of(run(ExitCode.DONE, "RECONCILED"))));

        assertThat(problems).isEmpty();
        var told = JsonMapper.shared().readTree(bodies.get(0));
        assertThat(told.get("occasion").asString()).isEqualTo("SUCCESS");
        assertThat(told.get("exit").asInt()).isZero();
        assertThat(told.at("/runs/0/accounts/reported").asInt()).isEqualTo(25);
        assertThat(told.at("/runs/0/amounts/0/outstanding").asString()).isEqualTo("-12.5");
        assertThat(signatures)
                .containsExactly("sha256=" + Webhook.hmac("key", bodies.get(0).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theSignatureIsTheOneOfRfc4231() throws Exception {
        assertThat(Webhook.hmac("Jefe", "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void theMailSaysWhatIsToBeDone() throws Exception {
        try (MailSink sink = new MailSink()) {
            NotifyConfig config = new NotifyConfig(
                    new NotifyConfig.Mail(
                            "127.0.0.1",
                            sink.port(),
                            false,
                            "",
                            Secret.NONE,
                            "connector@example.org",
                            List.of("a@example.org", "b@example.org"),
                            ALWAYS,
                            LONG),
                    null,
                    null);

            assertThat(new Messenger(config).tell(Notice.of(List.of(run(ExitCode.HELD, "HELD")))))
                    .isEmpty();

            assertThat(sink.received())
                    .contains("RCPT TO:<a@example.org>", "RCPT TO:<b@example.org>")
                    .anyMatch(
                            line -> line.startsWith("Subject: [credit-connector] ATTENTION: registry/loans 2013-02-05"))
                    .contains("To do: look at it, then approve or reject the run.");
        }
    }

    @Test
    void theProgramGetsTheDocumentOnItsInput() throws Exception {
        Path written = directory.resolve("told.json");
        NotifyConfig config = program(List.of("sh", "-c", "cat > " + written), LONG);

        assertThat(new Messenger(config).tell(Notice.of(List.of(run(ExitCode.UNBALANCED, "FAILED")))))
                .isEmpty();

        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(written))
                        .get("occasion")
                        .asString())
                .isEqualTo("FAILURE");
    }

    @Test
    void whatDoesNotWorkIsASentenceAndNoException() {
        Notice notice = Notice.of(List.of(run(ExitCode.DONE, "RECONCILED")));
        status = 500;
        assertThat(new Messenger(webhook(ALWAYS)).tell(notice))
                .containsExactly(
                        "NOTIFY notify.webhook: the receiver answered with status 500; nobody was told, check the address");
        assertThat(new Messenger(program(List.of("sh", "-c", "exit 3"), LONG))
                        .tell(notice)
                        .get(0))
                .contains("exit code 3");
        assertThat(new Messenger(program(List.of("sh", "-c", "sleep 60"), Duration.ofMillis(200)))
                        .tell(notice)
                        .get(0))
                .contains("ended after 200 ms");
        assertThat(new Messenger(program(List.of("/no/such/program"), LONG)).tell(notice))
                .hasSize(1);
    }

    @Test
    void onlyThoseWhoAskedForAnOccasionHearOfIt() {
        Messenger failuresOnly = new Messenger(webhook(EnumSet.of(Occasion.FAILURE)));

        failuresOnly.tell(Notice.of(List.of(run(ExitCode.DONE, "RECONCILED"))));
        failuresOnly.tell(Notice.of(List.of(run(ExitCode.SIGN_OFF, "AWAITING_SIGN_OFF"))));
        assertThat(bodies).isEmpty();

        failuresOnly.tell(Notice.of(List.of(run(ExitCode.UNKNOWN, "FAILED"))));
        assertThat(bodies).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void successIsSaidOnlyOfAReconciledRunThatEndedWell(ExitCode exit) {
        Occasion reconciled = Notice.of(List.of(run(exit, "RECONCILED"))).occasion();
        Occasion delivered = Notice.of(List.of(run(exit, "DELIVERED"))).occasion();

        assertThat(reconciled == Occasion.SUCCESS).isEqualTo(exit == ExitCode.DONE);
        assertThat(delivered).isNotEqualTo(Occasion.SUCCESS);
    }

    @Test
    void ofSeveralRunsTheWorstDecides() {
        Notice notice = Notice.of(List.of(run(ExitCode.DONE, "RECONCILED"), run(ExitCode.TARGET_DOWN, "DELIVERING")));

        assertThat(notice.occasion()).isEqualTo(Occasion.FAILURE);
        assertThat(notice.exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(notice.subject()).contains("2 runs of 2013-02-05");
    }

    @Test
    void nothingThatCouldNameABorrowerLeavesTheHouse() {
        Notice notice = Notice.of(List.of(run(ExitCode.WORK_LIST, "RECONCILED")));

        List<String> told = new ArrayList<>(List.of(notice.subject(), notice.text(), notice.json()));

        assertThat(run(ExitCode.WORK_LIST, "RECONCILED").cause()).contains(CANARY);
        assertThat(told).allSatisfy(text -> assertThat(text).doesNotContain(CANARY));
    }

    private NotifyConfig webhook(Set<Occasion> on) {
        URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        return new NotifyConfig(null, new NotifyConfig.Webhook(url, new Secret("key"), on, LONG), null);
    }

    private static NotifyConfig program(List<String> run, Duration timeout) {
        return new NotifyConfig(null, null, new NotifyConfig.Command(run, ALWAYS, timeout));
    }

    private static RunReport run(ExitCode exit, String state) {
        return new RunReport(
                "registry",
                "loans",
                LocalDate.of(2013, 2, 5),
                1,
                state,
                new RunReport.Accounts(26, 1, 0, 0, 0, 25, 0),
                new RunReport.Items(25, 0, 0, 25, 0, 0, 0),
                List.of(new RunReport.CurrencyAmounts("KES", null, null, new BigDecimal("-12.500000"), null, null)),
                1,
                List.of(),
                1.5,
                exit,
                "the account " + CANARY + " was rejected",
                "journey " + CANARY);
    }
}
