package org.creditconnector.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.creditconnector.delivery.CursorRefusedException;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.api.RegistryApiProfile;
import org.creditconnector.testing.RawRegistry;
import org.creditconnector.testing.Records;
import org.creditconnector.totals.Amounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to a registry over real HTTP. */
@Timeout(60)
class HttpQuestionTest {
    private static final String PACKAGE = "5b1f6f2e-0c2a-4f39-9c1a-1f0d8f4a2b11";
    private static final String GOOD = """
            {"feedbackId":"F1","packageId":"%s","createdAt":"2026-11-22T04:00:00Z",  "outcome":"partly-accepted",
             "accepted":1,"rejected":1,"totals":{"INR":{"items":1,"principal":"1000.5","creditLimit":null,"outstanding":"900","overdue":"0","paid":"100"}},
             "items":[{"itemId":"i1","verdict":"accepted","findings":[{"code":"W001","severity":"warning","message":"w"}]},
              {"itemId":"i2","verdict":"rejected","findings":[{"code":"R012","field":"record.position.daysPastDue","message":"né\\u0007t"}]}],"newer":{"x":[1]}}""".formatted(PACKAGE);

    private final ConnectorRuntime runtime = new ConnectorRuntime(
            new Registries(List.of(new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT))), record -> List.of());

    static {
        Records.trust();
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void feedback_is_kept_as_it_came_and_read() throws IOException {
        String page =
                "{ \"more\":true,\n\"feedback\" : [ " + GOOD + " ,\n {\"feedbackId\":\"F2\"} ], \"next\":\"c/2+&=\" }";
        try (RawRegistry registry = answering(200, page)) {
            FeedbackPage read = connect(registry).feedback("a b&limit=9\r\nX-Evil: 1/+é");
            assertThat(registry.only().method()).isEqualTo("GET");
            assertThat(registry.only().target())
                    .isEqualTo("/v1/feedback?after=a%20b%26limit%3D9%0D%0AX-Evil%3A%201%2F%2B%C3%A9&limit=7");
            assertThat(read.next()).isEqualTo("c/2+&=");
            assertThat(read.more()).isTrue();
            assertThat(read.entries()).hasSize(2);

            FeedbackPage.Entry good = read.entries().get(0);
            assertThat(good.raw()).isEqualTo(GOOD);
            assertThat(good.problem()).isNull();
            assertThat(good.feedback().getOutcome()).isEqualTo(PackageOutcome.PARTLY_ACCEPTED);
            assertThat(good.feedback().getTotals().get(0).getPrincipal()).isEqualTo(Records.amount("1000.5"));
            assertThat(good.feedback().getVerdicts().get(0).getFindings().get(0).getWarning())
                    .isTrue();
            assertThat(good.feedback().getVerdicts().get(1).getVerdict()).isEqualTo(Verdict.REJECTED);
            assertThat(good.feedback().getVerdicts().get(1).getFindings().get(0).getMessage())
                    .isEqualTo("né t");

            FeedbackPage.Entry bad = read.entries().get(1);
            assertThat(bad.feedbackId()).isEqualTo("F2");
            assertThat(bad.raw()).isEqualTo("{\"feedbackId\":\"F2\"}");
            assertThat(bad.feedback()).isNull();
            assertThat(bad.problem()).isEqualTo("field packageId is missing or no text");
        }
    }

    @Test
    void first_page_is_asked_for_without_a_cursor() throws IOException {
        try (RawRegistry registry = answering(200, "{\"feedback\":[],\"next\":\"0\",\"more\":false}")) {
            assertThat(connect(registry).feedback(null)).isEqualTo(new FeedbackPage(List.of(), "0", false));
            assertThat(registry.only().target()).isEqualTo("/v1/feedback?limit=7");
        }
    }

    @Test
    void packed_page_is_read_and_a_page_that_unpacks_without_end_is_not() throws IOException {
        byte[] packed = gzip("{\"feedback\":[" + GOOD + "],\"next\":\"0\",\"more\":false}");
        try (RawRegistry registry = answering(200, packed, "Content-Encoding: gzip")) {
            assertThat(connect(registry).feedback(null).entries().get(0).raw()).isEqualTo(GOOD);
        }
        byte[] bomb = gzip("{\"feedback\":[]," + " ".repeat(4 << 20) + "\"next\":\"0\",\"more\":false}");
        assertThat(bomb.length).isLessThan(20_000);
        try (RawRegistry registry = answering(200, bomb, "Content-Encoding: gzip")) {
            assertUnavailable(registry, "longer than 1048576 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"feedback\":[],\"next\":\"0\"}",
                "{\"feedback\":[],\"next\":7,\"more\":false}",
                "{\"feedback\":{},\"next\":\"0\",\"more\":false}",
                "{\"feedback\":[{\"a\":1],\"next\":\"0\",\"more\":false}",
                "{\"feedback\":[],\"next\":\"0\",\"more\":false} trailing",
                "{\"feedback\":[],\"feedback\":[],\"next\":\"0\",\"more\":false}"
            })
    void page_that_cannot_be_cut_is_no_usable_answer(String page) throws IOException {
        try (RawRegistry registry = answering(200, page)) {
            assertUnavailable(registry, "got no usable answer");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 404, 500, 503})
    void other_answers_are_no_usable_answer(int status) throws IOException {
        try (RawRegistry registry = answering(status, "")) {
            assertUnavailable(registry, "HTTP " + status + ", expected 200");
        }
    }

    @Test
    void broken_connection_is_no_usable_answer_and_is_not_repeated() throws IOException {
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            call.reset();
        })) {
            assertUnavailable(registry, "connection broken");
        }
    }

    @Test
    void connection_that_never_stood_is_repeated_as_often_as_allowed() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        TargetEndpoint.Limits limits = new TargetEndpoint.Limits(1 << 20, 7, 3, Duration.ofMillis(100));
        RegistryConnection connection = runtime.connect(endpoint(URI.create("http://127.0.0.1:" + port), limits));
        long begun = System.nanoTime();
        assertThatThrownBy(connection::check)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("connection refused");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410})
    void a_cursor_that_the_registry_does_not_know_is_told_from_a_registry_that_is_down(int status) throws IOException {
        try (RawRegistry registry = answering(status, "{}")) {
            assertThatThrownBy(() -> connect(registry).feedback("c/1"))
                    .isInstanceOf(CursorRefusedException.class)
                    .hasMessageContaining("does not know where our feedback ends, it answered HTTP " + status);
        }
        try (RawRegistry registry = answering(status, "{}")) {
            assertThatThrownBy(() -> connect(registry).feedback(null))
                    .isExactlyInstanceOf(RegistryUnavailableException.class);
        }
        try (RawRegistry registry = answering(404, "{}")) {
            assertThatThrownBy(() -> connect(registry).feedback("c/1"))
                    .isExactlyInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void knowledge_of_a_package_settles_what_was_unknown() throws IOException {
        String receipt = "{\"packageId\":\"" + PACKAGE + "\",\"receiptId\":\"R\"}";
        assertThat(knowledge("{\"packageId\":\"" + PACKAGE + "\",\"state\":\"unknown\"}"))
                .isEqualTo(new PackageKnowledge(PackageKnowledge.State.UNKNOWN, null));
        assertThat(knowledge("{\"packageId\":\"" + PACKAGE + "\",\"state\":\"received\",\"receipt\":" + receipt + "}"))
                .isEqualTo(new PackageKnowledge(PackageKnowledge.State.RECEIVED, receipt));
        assertThat(knowledge("{\"packageId\":\"" + PACKAGE + "\",\"state\":\"processed\",\"receipt\":" + receipt + "}")
                        .state())
                .isEqualTo(PackageKnowledge.State.PROCESSED);
        assertThatThrownBy(() -> knowledge("{\"packageId\":\"other\",\"state\":\"unknown\"}"))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> knowledge("{\"packageId\":\"" + PACKAGE + "\",\"state\":\"received\"}"))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("state received without a receipt");
        assertThatThrownBy(() -> knowledge("{\"packageId\":\"" + PACKAGE + "\",\"state\":\"lost\"}"))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("state is lost, expected one of [unknown, received, processed]");
    }

    @Test
    void only_a_uuid_becomes_part_of_a_path() throws IOException {
        try (RawRegistry registry = answering(200, "{}")) {
            RegistryConnection connection = connect(registry);
            assertThatThrownBy(() -> connection.packageKnowledge("../feedback"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(registry.connections()).isZero();
        }
    }

    private static String holding(String subject, String itemId) {
        return "{\"subject\":\"" + subject + "\",\"itemId\":\"" + itemId
                + "\",\"reportDate\":\"2013-02-05\",\"sequence\":3,"
                + "\"itemDigest\":\"d\",\"currency\":\"INR\",\"principal\":\"1.50\",\"creditLimit\":null,"
                + "\"outstanding\":\"-1\",\"overdue\":\"0\",\"paid\":null}";
    }

    private static String holdings(String rest, String... holdings) {
        return "{\"lender\":\"LENDER\",\"date\":\"2013-02-05\",\"holdings\":[" + String.join(",", holdings) + "]" + rest
                + "}";
    }

    @Test
    void holdings_are_read_page_by_page() throws IOException {
        List<String> pages = List.of(
                holdings(",\"next\":\"c&1\"", holding("account:A", "i1"), holding("account:B", "i2")),
                holdings("", holding("account:B", "i3")));
        AtomicInteger asked = new AtomicInteger();
        try (RawRegistry registry = new RawRegistry(call -> {
            call.request();
            call.answer(200, pages.get(asked.getAndIncrement()));
        })) {
            Iterator<Holding> read = connect(registry).holdings(LocalDate.of(2013, 2, 5));
            assertThat(read.next())
                    .isEqualTo(new Holding(
                            "account:A",
                            "i1",
                            LocalDate.of(2013, 2, 5),
                            3,
                            "d",
                            "INR",
                            new Amounts(Records.amount("1.5"), null, Records.amount("-1"), Records.amount("0"), null)));
            assertThat(read.next().itemId()).isEqualTo("i2");
            assertThat(asked.get())
                    .as("the next page is asked for when it is needed")
                    .isEqualTo(1);
            assertThat(read.next().itemId()).isEqualTo("i3");
            assertThat(read.hasNext()).isFalse();
            assertThat(registry.requests().stream().map(request -> request.target()))
                    .containsExactly(
                            "/v1/holdings?date=2013-02-05&lender=LENDER&limit=5000",
                            "/v1/holdings?after=c%261&date=2013-02-05&lender=LENDER&limit=5000");
        }
    }

    @Test
    void a_listing_that_does_not_ascend_or_never_ends_is_no_usable_answer() throws IOException {
        String twice = holdings(",\"next\":\"c\"", holding("account:A", "i1"));
        try (RawRegistry registry = answering(200, twice)) {
            Iterator<Holding> read = connect(registry).holdings(LocalDate.of(2013, 2, 5));
            read.next();
            assertThatThrownBy(read::next)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("item i1 follows item i1, expected subjects ascending");
        }
        try (RawRegistry registry = answering(200, holdings(",\"next\":\"c\""))) {
            Iterator<Holding> read = connect(registry).holdings(LocalDate.of(2013, 2, 5));
            assertThatThrownBy(read::hasNext)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("an empty page says that more follows");
        }
        try (RawRegistry registry = answering(200, holdings("", "{\"subject\":\"account:A\"}"))) {
            assertThatThrownBy(() -> connect(registry).holdings(LocalDate.of(2013, 2, 5)))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("field itemId is missing");
        }
    }

    @Test
    void statement_gives_the_registrys_totals() throws IOException {
        String statement = "{\"lender\":\"LENDER\",\"date\":\"2013-02-05\",\"accounts\":2,\"items\":5,\"totals\":{"
                + "\"USD\":{\"items\":1,\"principal\":\"1.50\",\"creditLimit\":null,\"outstanding\":\"1\",\"overdue\":\"0\",\"paid\":null},"
                + "\"INR\":{\"items\":1,\"principal\":\"2\",\"creditLimit\":null,\"outstanding\":\"-1\",\"overdue\":\"0\",\"paid\":null}},"
                + "\"digest\":\"abc\"}";
        try (RawRegistry registry = answering(200, statement)) {
            RegistryConnection.Statement read = connect(registry).statement(LocalDate.of(2013, 2, 5));
            assertThat(registry.only().target()).isEqualTo("/v1/statement?date=2013-02-05&lender=LENDER");
            assertThat(read.accounts()).isEqualTo(2);
            assertThat(read.items()).isEqualTo(5);
            assertThat(read.digest()).isEqualTo("abc");
            assertThat(read.totals().accounts()).isEqualTo(2);
            assertThat(read.totals().amounts().get("USD").principal()).isEqualTo(Records.amount("1.5"));
            assertThat(read.totals().amounts().get("INR").outstanding()).isEqualTo(Records.amount("-1"));
        }
    }

    @Test
    void check_says_who_answers() throws IOException {
        try (RawRegistry registry =
                answering(200, "{\"packageId\":\"00000000-0000-0000-0000-000000000000\",\"state\":\"unknown\"}")) {
            assertThat(connect(registry).check()).isEqualTo(registry.url() + " answers as a registry-api registry");
        }
    }

    @Test
    void headers_of_a_registry_never_steer_the_next_request() throws IOException {
        try (RawRegistry evil = answering(200, "{}");
                RawRegistry registry = answering(
                        200,
                        "{\"feedback\":[],\"next\":\"CamelHttpUri\",\"more\":false}",
                        "CamelHttpUri: " + evil.url(),
                        "CamelHttpMethod: DELETE",
                        "CamelHttpPath: /evil",
                        "Set-Cookie: a=b")) {
            RegistryConnection connection = connect(registry);
            String next = connection.feedback(null).next();
            connection.feedback(next);
            assertThat(evil.connections()).isZero();
            RawRegistry.Request second = registry.requests().get(1);
            assertThat(second.method()).isEqualTo("GET");
            assertThat(second.target()).isEqualTo("/v1/feedback?after=CamelHttpUri&limit=7");
            assertThat(second.headers().keySet())
                    .isSubsetOf("accept", "host", "user-agent", "connection", "content-length");
        }
    }

    @Test
    void unknown_profile_or_channel_is_said_at_connect() {
        TargetEndpoint good = endpoint(URI.create("http://localhost:1"), TargetEndpoint.Limits.DEFAULT);
        assertThatThrownBy(() -> runtime.connect(new TargetEndpoint(
                        "x", "registry-apo", "http", good.url(), "L", null, good.timeouts(), good.limits(), false)))
                .hasMessage(
                        "unknown registry profile 'registry-apo', did you mean 'registry-api'?; there are: registry-api");
        assertThatThrownBy(() -> runtime.connect(new TargetEndpoint(
                        "x", "registry-api", "fax", good.url(), "L", null, good.timeouts(), good.limits(), false)))
                .hasMessage("target x channel: 'fax', expected http, sftp, directory or kafka");
        runtime.connect(good);
        assertThatThrownBy(() -> runtime.connect(good)).hasMessageContaining("is connected already");
    }

    private PackageKnowledge knowledge(String answer) throws IOException {
        try (RawRegistry registry = answering(200, answer)) {
            PackageKnowledge knowledge = connect(registry).packageKnowledge(PACKAGE);
            assertThat(registry.only().target()).isEqualTo("/v1/packages/" + PACKAGE);
            return knowledge;
        }
    }

    private void assertUnavailable(RawRegistry registry, String says) {
        RegistryConnection connection = connect(registry);
        assertThatThrownBy(() -> connection.feedback(null))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(says)
                .hasMessageContaining("asked " + registry.url() + " for feedback");
        assertThat(registry.connections()).isEqualTo(1);
    }

    private RegistryConnection connect(RawRegistry registry) {
        return runtime.connect(
                endpoint(registry.url(), new TargetEndpoint.Limits(1 << 20, 7, 0, Duration.ofMillis(1))));
    }

    private static TargetEndpoint endpoint(URI url, TargetEndpoint.Limits limits) {
        return new TargetEndpoint(
                "t" + url.getPort(),
                "registry-api",
                "http",
                url,
                "LENDER",
                null,
                TargetEndpoint.Timeouts.DEFAULT,
                limits,
                false);
    }

    private static RawRegistry answering(int status, String body, String... headers) throws IOException {
        return answering(status, body.getBytes(UTF_8), headers);
    }

    private static RawRegistry answering(int status, byte[] body, String... headers) throws IOException {
        return new RawRegistry(call -> {
            call.request();
            call.answer(status, body, headers);
        });
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
