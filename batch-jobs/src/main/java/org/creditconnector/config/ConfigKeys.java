package org.creditconnector.config;

import static org.creditconnector.config.Key.optional;
import static org.creditconnector.config.Key.required;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.creditconnector.config.NotifyConfig.Occasion;
import org.creditconnector.extract.QueryLimit;
import org.creditconnector.extract.Reading;
import org.creditconnector.registry.Power;

/**
 * The definition of the configuration: every key once, with kind, default and meaning. The reader, the JSON Schema and the tests
 * all go by this table.
 */
final class ConfigKeys {
    /** Log levels, spelled in small letters. */
    enum LogLevel {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    // Lender
    static final Key<Path> HOLIDAYS = optional(
            "holidays", Kinds.PATH, "File of dates that are not reported: one ISO date a line, # for remarks.");
    static final Key<Set<DayOfWeek>> DAYS = optional(
            "days",
            Kinds.set(Kinds.oneOf(DayOfWeek.class)),
            new TreeSet<>(EnumSet.allOf(DayOfWeek.class)),
            "every day",
            "Weekdays that are reported.");
    static final Key<LocalTime> CUT_OFF = optional(
            "cut-off",
            Kinds.TIME,
            LocalTime.MIDNIGHT,
            "00:00",
            "Time on the following day from which a business date is complete.");
    static final Key<LocalTime> DEADLINE = optional(
            "deadline",
            Kinds.TIME,
            LocalTime.of(8, 0),
            "08:00",
            "Time on the following day until which a night must be reconciled.");
    static final Key<String> LENDER_CODE = required("code", Kinds.TEXT, "The code the registry knows the lender by.");
    static final Key<String> LENDER_NAME = required("name", Kinds.TEXT, "The lender's name.");
    static final Key<ZoneId> TIME_ZONE = required("time-zone", Kinds.ZONE, "Time zone of the business dates.");
    static final Key<Values> CALENDAR = optional(
            "calendar", Kinds.section(HOLIDAYS, DAYS, CUT_OFF, DEADLINE), "Which dates are reported and until when.");
    static final Key<Values> LENDER = required(
            "lender", Kinds.section(LENDER_CODE, LENDER_NAME, TIME_ZONE, CALENDAR), "The lender that reports.");

    // Store, and everything else with a database
    static final Key<String> STORE_URL = optional(
            "url",
            Kinds.JDBC_ADDRESS,
            "JDBC address of an H2 or PostgreSQL database, without credentials; an H2 file in the home directory if not given.");
    static final Key<Path> COPIES_DIRECTORY =
            required("directory", Kinds.PATH, "Where the copies lie; made for the owner alone if it is not there.");
    static final Key<Integer> COPIES_KEEP =
            optional("keep", Kinds.number(1, 1_000), 14, "14", "Business dates whose copies are kept.");
    static final Key<Values> COPIES = optional(
            "copies",
            Kinds.section(COPIES_DIRECTORY, COPIES_KEEP),
            "A copy of an H2 store after each run, with its SHA-256 beside it; none if not given.");
    static final Key<String> USER = optional("user", Kinds.TEXT, "", "none", "User.");
    static final Key<Secret> PASSWORD = optional("password", Kinds.SECRET, Secret.NONE, "none", "By reference only.");
    static final Key<Values> STORE = optional(
            "store",
            Kinds.section(STORE_URL, USER, PASSWORD, COPIES),
            "Where the ledger lives; an H2 file in the home directory.");

    // Sources
    static final Key<List<Path>> SOURCE_FOLDERS = optional(
            "source-folders",
            Kinds.list(Kinds.PATH),
            List.of(),
            "none",
            "Directories in which source folders are looked for besides the built-in ones.");
    static final Key<Path> FILE_PATH = required(
            "path", Kinds.PATH, "CSV, Parquet or JSON file; * and ? in its name stand for several files of one table.");
    static final Key<Charset> ENCODING =
            optional("encoding", Kinds.ENCODING, "Encoding of a text file, in place of the mapping's.");
    static final Key<String> DELIMITER = optional(
            "delimiter", Kinds.CHARACTER, "What stands between two columns of a text file, in place of the mapping's.");
    static final Key<String> MAPPING = required("mapping", Kinds.TEXT, "Name of the source folder.");
    static final Key<String> KEY_PREFIX = optional(
            "key-prefix",
            Kinds.TEXT,
            "",
            "none",
            "Stands before every account key of the source: two systems that number their accounts alike need different ones.");
    static final Key<String> SOURCE_URL =
            optional("url", Kinds.JDBC_ADDRESS, "JDBC address of the lender system, without credentials.");
    static final Key<Map<String, Values>> FILES = optional(
            "files",
            Kinds.tables(Kinds.sectionOrFirst(FILE_PATH, ENCODING, DELIMITER)),
            "Files by table name as the mapping's queries use it, in place of a database.");
    static final Key<Integer> RANGE_SIZE = optional(
            "range-size",
            Kinds.number(1, 100_000),
            2_000,
            "2000",
            "Accounts per key range: the unit of work and restart.");
    static final Key<Integer> PARTITIONS =
            optional("partitions", Kinds.number(1, 64), 2, "2", "Ranges that are worked on side by side.");
    static final Key<Duration> QUERY_TIMEOUT = optional(
            "query-timeout",
            Kinds.QUERY_TIME,
            QueryLimit.NIGHT,
            "30m",
            "Longest time of one query of a night; commands that look, such as preview, wait 5m at most.");
    static final Key<Reading> READ = optional(
            "read",
            Kinds.oneOf(Reading.class),
            Reading.COPY,
            "copy",
            "How rows leave a PostgreSQL database: by COPY in binary form, of many ranges at once where that costs it less; by COPY and"
                    + " always a range at a time; or by a cursor. Others are read by cursors.");
    static final Key<LocalDate> AS_OF = optional(
            "as-of", Kinds.DATE, "Date the content is true for, in place of the mapping's rule: a fixed extract.");
    static final Key<Duration> OVERLAP = optional(
            "overlap",
            Kinds.DURATION,
            Duration.ofHours(24),
            "24h",
            "How far before the start of the last night the lender is asked for changes: longer than its longest transaction.");
    static final Key<Integer> FULL_ABOVE = optional(
            "full-above-percent",
            Kinds.number(0, 100),
            25,
            "25",
            "Accounts to look at, in percent of all, above which all are read.");
    static final Key<Integer> FULL_EVERY = optional(
            "full-every-days",
            Kinds.number(1, 31),
            7,
            "7",
            "Days after which all accounts are read whatever the lender says; month ends always are.");
    static final Key<Values> DELTA = optional(
            "delta",
            Kinds.section(OVERLAP, FULL_ABOVE, FULL_EVERY),
            "When a night reads what changed and nothing else; for source folders with a `changes` query.");
    static final Key<Map<String, Values>> SOURCES = optional(
            "sources",
            Kinds.named(Kinds.section(
                    MAPPING,
                    KEY_PREFIX,
                    SOURCE_URL,
                    USER,
                    PASSWORD,
                    FILES,
                    RANGE_SIZE,
                    PARTITIONS,
                    QUERY_TIMEOUT,
                    READ,
                    AS_OF,
                    DELTA)),
            Map.of(),
            "none",
            "Lender sources by name.");

    // Targets
    static final Key<Integer> LIMIT_ITEMS = optional("items", Kinds.number(1, 10_000_000), "Most items of a package.");
    static final Key<Long> LIMIT_BYTES = optional("bytes", Kinds.SIZE_IN_BYTES, "Most bytes of items of a package.");
    static final Key<Integer> PER_MINUTE = optional(
            "per-minute",
            Kinds.number(1, 60_000),
            "Most packages sent in a minute, for a registry that limits how fast they may follow each other.");
    static final Key<Integer> PARALLEL = optional(
            "parallel",
            Kinds.number(1, 16),
            1,
            "1",
            "Packages under way at once; more than 1 only over http to a registry that needs no order.");
    static final Key<Integer> HELD_PERCENT = optional(
            "held-percent", Kinds.number(0, 100), 10, "10", "Most accounts held, in percent of those extracted.");
    static final Key<Integer> VOLUME_PERCENT = optional(
            "volume-percent",
            Kinds.number(0, 1_000),
            30,
            "30",
            "Most deviation of accounts and amounts from the recent nights, in percent.");
    static final Key<Integer> RECENT_NIGHTS =
            optional("recent-nights", Kinds.number(1, 60), 5, "5", "Reconciled nights that a night is compared with.");
    static final Key<Integer> ROWS_PERCENT = optional(
            "rows-percent",
            Kinds.number(0, 100),
            30,
            "30",
            "Most rows an account (instalments, payments and the like) that may be missing against the recent nights, in percent.");
    static final Key<Integer> FAST_PERCENT = optional(
            "fast-percent",
            Kinds.number(0, 100),
            10,
            "10",
            "Least time of reading an account, in percent of the recent nights'; nights read in under a minute are not compared.");
    static final Key<Integer> LEAST_ACCOUNTS = optional(
            "least-accounts",
            Kinds.number(1, 1_000_000),
            20,
            "20",
            "Accounts that must be late or gone, or rows that must be missing, before a share of them stops a run.");
    static final Key<Integer> VANISHED_PERCENT = optional(
            "vanished-percent",
            Kinds.number(0, 100),
            5,
            "5",
            "Most accounts that vanished without having been closed, in percent of those open before.");
    static final Key<Integer> LATE_PERCENT = optional(
            "late-percent",
            Kinds.number(0, 100),
            8,
            "8",
            "Most good customers (0 days past due before) that are late now, in percent.");
    static final Key<Integer> REOPENED_ACCOUNTS = optional(
            "reopened-accounts", Kinds.number(0, 10_000_000), 0, "0", "Most closed accounts that are open again.");
    static final Key<Integer> CURRENCY_ACCOUNTS = optional(
            "currency-accounts",
            Kinds.number(0, 10_000_000),
            0,
            "0",
            "Most accounts with another currency than before.");
    static final Key<Integer> JUMP_ACCOUNTS = optional(
            "jump-accounts",
            Kinds.number(0, 10_000_000),
            0,
            "0",
            "Most accounts whose days past due rose by more than the days that went by.");
    static final Key<Integer> JUMP_DAYS = optional(
            "jump-days",
            Kinds.number(0, 3_650),
            7,
            "7",
            "Days by which days past due may rise beyond the days that went by: grace, payments taken back.");
    static final Key<Integer> MAPPING_PERCENT = optional(
            "mapping-percent",
            Kinds.number(0, 100),
            5,
            "5",
            "Most accounts that a changed source folder alone makes otherwise, in percent.");
    static final Key<Values> CHANGES = optional(
            "changes",
            Kinds.section(
                    VANISHED_PERCENT,
                    LATE_PERCENT,
                    REOPENED_ACCOUNTS,
                    CURRENCY_ACCOUNTS,
                    JUMP_ACCOUNTS,
                    JUMP_DAYS,
                    MAPPING_PERCENT),
            "What may change against the last run that was sent.");
    static final Key<String> PROFILE = required("profile", Kinds.TEXT, "Folder under registries/.");
    static final Key<Channel> CHANNEL =
            optional("channel", Kinds.oneOf(Channel.class), Channel.HTTP, "http", "How packages travel.");
    static final Key<java.net.URI> TARGET_URL =
            optional("url", Kinds.TARGET_ADDRESS, "Base address; there is none for the channels directory and kafka.");
    static final Key<Secret> TOKEN =
            optional("token", Kinds.SECRET, Secret.NONE, "none", "Bearer token, by reference only.");
    static final Key<List<String>> TAKES =
            optional("sources", Kinds.list(Kinds.TEXT), List.of(), "all", "Sources that it takes.");
    static final Key<Duration> CONNECT_TIMEOUT = optional(
            "connect-timeout", Kinds.DURATION, Duration.ofSeconds(10), "10s", "Longest wait for a connection.");
    static final Key<Duration> ANSWER_TIMEOUT = optional(
            "answer-timeout",
            Kinds.DURATION,
            Duration.ofSeconds(60),
            "60s",
            "Longest wait for the next piece of an answer.");
    static final Key<Duration> CALL_TIMEOUT = optional(
            "call-timeout", Kinds.DURATION, Duration.ofMinutes(10), "10m", "Longest time of one call as a whole.");
    static final Key<Boolean> KEEP_CONNECTIONS = optional(
            "keep-connections",
            Kinds.FLAG,
            "Whether an HTTP connection is used again; if not given, where a package whose outcome is unknown settles itself.");
    static final Key<Boolean> ALLOW_PLAIN_HTTP = optional(
            "allow-plain-http",
            Kinds.FLAG,
            false,
            "false",
            "Whether http without TLS may leave this machine; only in a network that is closed.");
    static final Key<Duration> FEEDBACK_WAIT = optional(
            "feedback-wait",
            Kinds.DURATION,
            Duration.ofSeconds(30),
            "30s",
            "How long a run waits for feedback before it ends as pending.");
    static final Key<Duration> FEEDBACK_DEADLINE = optional(
            "feedback-deadline", Kinds.DURATION, Duration.ofDays(1), "1d", "After this time a package is overdue.");
    static final Key<Values> LIMITS = optional(
            "limits",
            Kinds.section(LIMIT_ITEMS, LIMIT_BYTES, PER_MINUTE, PARALLEL),
            "Narrower package limits than the profile's.");
    static final Key<Values> GATE = optional(
            "gate",
            Kinds.section(
                    HELD_PERCENT, VOLUME_PERCENT, RECENT_NIGHTS, ROWS_PERCENT, FAST_PERCENT, LEAST_ACCOUNTS, CHANGES),
            "When a run stops before anything is sent.");
    static final Key<Boolean> SIGN_OFF =
            optional("sign-off", Kinds.FLAG, false, "false", "Whether a person signs each run before it is sent.");
    static final Key<Boolean> IDEMPOTENT_BY_ID = power(
            Power.IDEMPOTENT_BY_ID,
            "The same package id with the same bytes has one effect, however often it arrives.");
    static final Key<Boolean> STATUS_QUERY =
            power(Power.STATUS_QUERY, "It can be asked what it knows of a package id.");
    static final Key<Boolean> REPLACE = power(Power.REPLACE, "It takes corrections of what it accepted.");
    static final Key<Boolean> ORDERING = power(Power.ORDERING, "It takes packages in sequence only.");
    static final Key<Boolean> PARTIAL_ACCEPTANCE = power(Power.PARTIAL_ACCEPTANCE, "It accepts a package in part.");
    static final Key<Boolean> FEEDBACK = power(Power.FEEDBACK, "It gives verdicts.");
    static final Key<Boolean> STATEMENT = power(Power.STATEMENT, "It gives totals of what it holds.");
    static final Key<Boolean> LISTING = power(Power.LISTING, "It lists what it holds, item by item.");
    static final Map<Power, Key<Boolean>> EACH_POWER = Map.of(
            Power.IDEMPOTENT_BY_ID, IDEMPOTENT_BY_ID,
            Power.STATUS_QUERY, STATUS_QUERY,
            Power.REPLACE, REPLACE,
            Power.ORDERING, ORDERING,
            Power.PARTIAL_ACCEPTANCE, PARTIAL_ACCEPTANCE,
            Power.FEEDBACK, FEEDBACK,
            Power.STATEMENT, STATEMENT,
            Power.LISTING, LISTING);
    static final Key<Values> POWERS = optional(
            "powers",
            Kinds.section(
                    IDEMPOTENT_BY_ID,
                    STATUS_QUERY,
                    REPLACE,
                    ORDERING,
                    PARTIAL_ACCEPTANCE,
                    FEEDBACK,
                    STATEMENT,
                    LISTING),
            "What this registry cannot do although its profile can: false takes a power away; none can be added.");
    static final Key<Integer> MOST_RETRIES = optional(
            "most", Kinds.number(0, 10_000), 20, "20", "Most repeated sends in one run, over all its packages.");
    static final Key<Duration> LONGEST_WAIT = optional(
            "longest-wait",
            Kinds.DURATION,
            Duration.ofSeconds(30),
            "30s",
            "Longest pause before a repeated send; a registry that asks for a longer one is left to a later run.");
    static final Key<Duration> GIVE_UP_AFTER = optional(
            "give-up-after",
            Kinds.DURATION,
            Duration.ofMinutes(15),
            "15m",
            "A run that sends repeats nothing after this time.");
    static final Key<Values> RETRIES = optional(
            "retries",
            Kinds.section(MOST_RETRIES, LONGEST_WAIT, GIVE_UP_AFTER),
            "How often and how long what did not get through is sent again.");
    static final Key<Map<String, String>> SETTINGS = optional(
            "settings",
            Kinds.named(Kinds.TEXT),
            Map.of(),
            "none",
            "What the profile wants to be told, by name; which settings it knows is in docs/targets.md.");
    static final Key<Map<String, Values>> TARGETS = optional(
            "targets",
            Kinds.named(Kinds.section(
                    PROFILE,
                    CHANNEL,
                    TARGET_URL,
                    TOKEN,
                    TAKES,
                    CONNECT_TIMEOUT,
                    ANSWER_TIMEOUT,
                    CALL_TIMEOUT,
                    KEEP_CONNECTIONS,
                    ALLOW_PLAIN_HTTP,
                    FileKeys.LOGIN,
                    FileKeys.BASIC,
                    FileKeys.FILES,
                    KafkaKeys.KAFKA,
                    FileKeys.WRAPPING,
                    LIMITS,
                    FEEDBACK_WAIT,
                    FEEDBACK_DEADLINE,
                    GATE,
                    SIGN_OFF,
                    POWERS,
                    RETRIES,
                    SETTINGS)),
            Map.of(),
            "none",
            "Registries by name.");

    // Notices
    static final Key<Set<Occasion>> ON = optional(
            "on",
            Kinds.set(Kinds.oneOf(Occasion.class)),
            new TreeSet<>(EnumSet.of(Occasion.ATTENTION, Occasion.FAILURE)),
            "attention, failure",
            "Ends of a run that are told.");
    static final Key<Duration> TIMEOUT =
            optional("timeout", Kinds.DURATION, Duration.ofSeconds(15), "15s", "Longest wait.");
    static final Key<String> MAIL_HOST = required("host", Kinds.TEXT, "SMTP host.");
    static final Key<Integer> MAIL_PORT = optional("port", Kinds.number(1, 65_535), 25, "25", "SMTP port.");
    static final Key<Boolean> MAIL_TLS =
            optional("tls", Kinds.FLAG, true, "true", "Whether STARTTLS is demanded; false only on loopback.");
    static final Key<String> MAIL_FROM = required("from", Kinds.TEXT, "Sender.");
    static final Key<List<String>> MAIL_TO = required("to", Kinds.list(Kinds.TEXT), "Receivers.");
    static final Key<Values> MAIL = optional(
            "mail",
            Kinds.section(MAIL_HOST, MAIL_PORT, MAIL_TLS, USER, PASSWORD, MAIL_FROM, MAIL_TO, ON, TIMEOUT),
            "A mail.");
    static final Key<java.net.URI> HOOK_URL = required("url", Kinds.HTTP_ADDRESS, "Address that takes a POST.");
    static final Key<Secret> HOOK_SECRET = optional(
            "secret", Kinds.SECRET, Secret.NONE, "none", "Key of the HMAC-SHA256 signature, by reference only.");
    static final Key<Values> WEBHOOK =
            optional("webhook", Kinds.section(HOOK_URL, HOOK_SECRET, ON, TIMEOUT), "A JSON document by POST.");
    static final Key<List<String>> PROGRAM =
            required("run", Kinds.list(Kinds.TEXT), "Program and arguments; no shell.");
    static final Key<Values> PROGRAM_HOOK = optional(
            "command", Kinds.section(PROGRAM, ON, TIMEOUT), "A program that gets the JSON document on standard input.");
    static final Key<Values> NOTIFY = optional(
            "notify",
            Kinds.section(MAIL, WEBHOOK, PROGRAM_HOOK),
            "Who hears of the end of a run; never with borrower data.");

    // Disk
    static final Key<Integer> LEAST_MEGABYTES = optional(
            "least-megabytes",
            Kinds.number(1, 10_000_000),
            256,
            "256",
            "Megabytes left free in the home directory whatever a night needs; with less no night is begun.");
    static final Key<Values> DISK =
            optional("disk", Kinds.section(LEAST_MEGABYTES), "Room on the disk of the home directory.");

    // Log
    static final Key<LogLevel> LEVEL =
            optional("level", Kinds.oneOf(LogLevel.class), LogLevel.INFO, "info", "Level of our own packages.");
    static final Key<Integer> MEGABYTES =
            optional("megabytes", Kinds.number(1, 1_000), 20, "20", "Size at which a file is rolled.");
    static final Key<Integer> LOG_DAYS =
            optional("days", Kinds.number(1, 3_650), 90, "90", "Days that rolled files are kept.");
    static final Key<Values> LOG = optional("log", Kinds.section(LEVEL, MEGABYTES, LOG_DAYS), "The log file.");

    /** The keys of the whole file. */
    static final List<Key<?>> TOP =
            List.of(LENDER, STORE, SOURCE_FOLDERS, SOURCES, TARGETS, NOTIFY, DISK, LOG, BrokerKeys.BROKER);

    private ConfigKeys() {}

    private static Key<Boolean> power(Power power, String doc) {
        return optional(power.key(), Kinds.FLAG, doc);
    }
}
