package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.DropDirectory;
import org.creditconnector.mockregistry.baihang.AgencyKeys;
import org.creditconnector.mockregistry.baihang.BaihangDirectory;
import org.creditconnector.mockregistry.baihang.BaihangEffect;
import org.creditconnector.mockregistry.baihang.BaihangHttp;
import org.creditconnector.mockregistry.baihang.BaihangRegistry;

/** A home directory with the lender in yuan, a store, and the agency Baihang by single records or by files. */
final class BaihangNights extends FiledNights {
    static final String TARGET = "agency";
    private static final String INSTITUTION = "YUAN";
    private static final String PASSWORD = "open sesame";
    private static final Pattern ID = Pattern.compile("\"reqID\":\"([^\"]+)\"");

    final YuanLender lender = new YuanLender();
    final BaihangRegistry registry = new BaihangRegistry(Set.of(INSTITUTION));
    /** How fast single records go, and how many at once. */
    String limits = "{per-minute: 6000}";

    /** Lines of the target's section. */
    String more = "";

    final BaihangHttp http;
    private final boolean byRecord;
    private final AgencyKeys keys = new AgencyKeys();
    private final KeyPair pair = AgencyKeys.pair();
    private final BaihangDirectory door;

    BaihangNights(Path home, StoreSettings store, boolean byRecord) throws IOException {
        super(home, store, TARGET, YuanLender.NAME);
        this.byRecord = byRecord;
        YuanLender.writeFolder(home.resolve("sources"));
        map("recipient: = PBOC", "recipient: = BAIHANG");
        map(
                "  parties[person].contact.addresses[].kind",
                "  parties[person].contact.telephones[mobile]: = 13900000000\n  parties[person].contact.addresses[].kind");
        Files.writeString(home.resolve("agency.pem"), keys.publicKey());
        Files.writeString(home.resolve("password"), PASSWORD);
        Files.setPosixFilePermissions(
                Files.writeString(
                        home.resolve("lender.pem"),
                        AgencyKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded())),
                PosixFilePermissions.fromString("rw-------"));
        this.door = new BaihangDirectory(registry, keys, pair.getPublic(), home.resolve("registry"));
        this.http = new BaihangHttp(registry, keys, 0, "lender", PASSWORD);
    }

    /** Changes the lender's mapping. */
    void map(String text, String by) throws IOException {
        Path mapping = home.resolve("sources/yuan/mapping.yaml");
        String before = Files.readString(mapping);
        if (!before.contains(text)) {
            throw new IllegalArgumentException("the mapping has no '" + text + "'");
        }
        Files.writeString(mapping, before.replace(text, by));
    }

    @Override
    void lenderAt(LocalDate night) throws IOException {
        lender.write(home.resolve("lender"), night);
    }

    @Override
    DropDirectory.Look registryLooks() {
        return door::look;
    }

    @Override
    String configuration() {
        String way = byRecord ? """
                    url: "%2$s"
                    basic: {user: lender, password: "${file:%1$s/password}"}
                    limits: %3$s
                    wrapping:
                      - rsa-fields: {fields: [name, pid, mobile], rsa: pkcs1, public-key: "${file:%1$s/agency.pem}"}
                """.formatted(home, http.url(), limits) : """
                    channel: directory
                    files: {upload: "%1$s/registry/upload", taken: "%1$s/registry/taken", feedback: "%1$s/registry/log"}
                    wrapping:
                      - zip
                      - session-key: {rsa: pkcs1, blocks: ecb, public-key: "${file:%1$s/agency.pem}", private-key: "${file:%1$s/lender.pem}"}
                """.formatted(home);
        return """
                lender: {code: YUAN, name: Yuan lender, time-zone: Asia/Shanghai}
                store:
                  url: "%1$s"
                  user: %2$s
                %3$s
                targets:
                  %4$s:
                    profile: baihang
                %5$s
                    settings: {institution: YUAN}
                    feedback-wait: 1m
                %6$s
                    gate: {held-percent: 100, volume-percent: 1000, rows-percent: 100, changes: {jump-accounts: 10, late-percent: 100}}
                """.formatted(
                        store.url(),
                        store.user(),
                        YuanLender.sources(home),
                        TARGET,
                        way.stripTrailing(),
                        more.indent(4).stripTrailing());
    }

    /** What the agency accepted after an effect, e.g. {@code D3 A LN0000000001 2 2024-05-16}. */
    List<String> accepted(long after) {
        return registry.effects().stream()
                .filter(effect -> effect.number() > after && effect.kind() == BaihangEffect.Kind.RECORD_ACCEPTED)
                .map(BaihangEffect::brief)
                .toList();
    }

    /** What it refused, with its codes. */
    List<String> refused() {
        return registry.effects().stream()
                .filter(effect -> !effect.codes().isEmpty())
                .map(effect -> effect.brief() + " " + effect.codes())
                .toList();
    }

    long lastEffect() {
        return registry.effects().size();
    }

    long posts() {
        return http.posts();
    }

    /** What stands by our books, as it was rendered, by the agency's id. */
    Map<String, String> mirror() {
        Map<String, String> mirror = new TreeMap<>();
        for (String item : staged("select i.run_id, i.range_number, i.send_class, i.block_offset, i.block_length"
                + " from registry_mirror_date d join report_item i on i.item_id = d.item_id")) {
            Matcher id = ID.matcher(item);
            if (id.find()) {
                mirror.put(id.group(1), timeless(item));
            }
        }
        return mirror;
    }

    /** What stands by the agency's. */
    Map<String, String> held() {
        Map<String, String> held = new TreeMap<>();
        registry.holdings().forEach((id, holding) -> held.put(id, timeless(holding.json())));
        return held;
    }

    /** Without the time of upload, which is none of the content. */
    static String timeless(String json) {
        return json.replaceFirst("\"uploadTs\":\"[^\"]*\",", "");
    }

    @Override
    public void close() {
        super.close();
        door.close();
        http.close();
    }
}
