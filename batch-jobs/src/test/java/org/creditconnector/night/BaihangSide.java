package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.creditconnector.mockregistry.baihang.AgencyKeys;
import org.creditconnector.mockregistry.baihang.BaihangEffect;
import org.creditconnector.mockregistry.baihang.BaihangRegistry;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;

/** What the agency Baihang is in both of its ways: its memory, its key, and a lender that has what it wants to be told. */
abstract class BaihangSide implements OtherSide {
    static final String INSTITUTION = "TINY";
    private static final String SETTINGS = "settings: {institution: TINY, legal-gates: off}";

    final BaihangRegistry registry = new BaihangRegistry(Set.of(INSTITUTION));
    final AgencyKeys keys = new AgencyKeys();
    final KeyPair lender = AgencyKeys.pair();
    final Path agencyKey;
    final Path lenderKey;

    BaihangSide(Path directory) throws IOException {
        agencyKey = Files.writeString(directory.resolve("agency.pem"), keys.publicKey());
        lenderKey = Files.writeString(
                directory.resolve("lender.pem"),
                AgencyKeys.pem("PRIVATE KEY", lender.getPrivate().getEncoded()));
        Files.setPosixFilePermissions(lenderKey, PosixFilePermissions.fromString("rw-------"));
    }

    String section(String... lines) {
        return "profile: baihang\n" + String.join("\n", lines) + "\n" + SETTINGS;
    }

    Powers powers(String channel) {
        return Registries.shipped().profile("baihang").over(channel).powers();
    }

    /** The same artificial person for every loan. */
    @Override
    public void prepare(NightFixture night) throws IOException {
        Path mapping = night.home.resolve("sources").resolve(TinyLender.NAME).resolve("mapping.yaml");
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replace("= PASSPORT", "= NATIONAL_ID")
                        .replace(".number: passport", ".number: = 110101190101010011")
                        .replace("  account.currency:", "  account.productName: passport\n  account.currency:")
                        .replace(
                                "  parties[].person.fullName",
                                "  parties[].contact.telephones[mobile]: = 13900000000\n  parties[].person.fullName"));
    }

    @Override
    public void changeWhatWasTold(TinyLender tiny, int account) {
        tiny.change(account, "15.01.2024", "16.01.2024");
    }

    @Override
    public boolean tellsAllEachDate() {
        return false;
    }

    @Override
    public void reject(String accountKey) {
        registry.block(Set.of(accountKey));
    }

    @Override
    public void lack(Set<Power> powers) {
        if (powers.contains(Power.PARTIAL_ACCEPTANCE)) {
            registry.takeWholeFilesOnly();
        }
    }

    @Override
    public List<String> kept() {
        return registry.effects().stream()
                .filter(effect -> effect.kind() == BaihangEffect.Kind.DELIVERY_KEPT)
                .map(BaihangEffect::delivery)
                .toList();
    }

    @Override
    public List<String> effective() {
        Map<String, Integer> numbers = new TreeMap<>();
        return registry.effects().stream()
                .filter(effect -> effect.kind() == BaihangEffect.Kind.RECORD_ACCEPTED)
                .map(effect -> effect.subject() + " " + numbers.merge(effect.subject(), 1, Integer::sum)
                        + (effect.operation().equals("A") ? " REPORT" : " CORRECTION"))
                .toList();
    }

    /** Record ids are item ids without hyphens. */
    @Override
    public boolean has(List<String> itemIds) {
        return itemIds.stream().allMatch(item -> registry.holdings().containsKey(item.replace("-", "")));
    }

    @Override
    public void forget() throws IOException {
        registry.reset();
    }

    @Override
    public List<String> everything() {
        List<String> all = new ArrayList<>();
        registry.effects()
                .forEach(effect -> all.add(String.join(
                        " ",
                        effect.kind().toString(),
                        Undated.words(effect.delivery()),
                        effect.brief(),
                        effect.recordId(),
                        effect.codes().toString())));
        registry.holdings().forEach((id, holding) -> all.add(id + " " + BaihangNights.timeless(holding.json())));
        return all;
    }
}
