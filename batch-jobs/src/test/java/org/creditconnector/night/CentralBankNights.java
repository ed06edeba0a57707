package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.DropDirectory;
import org.creditconnector.mockregistry.pbcrc.PbcrcDirectory;
import org.creditconnector.mockregistry.pbcrc.PbcrcEffect;
import org.creditconnector.mockregistry.pbcrc.PbcrcRegistry;

/** A home directory with a lender, a store, and the central bank's registry behind a directory. */
abstract class CentralBankNights extends FiledNights {
    static final String PROVIDER = "Z99999999H0001";
    static final String TARGET = "central-bank";

    final PbcrcRegistry registry = PbcrcRegistry.of(PROVIDER);
    private final PbcrcDirectory door;
    private String channel;
    private String suffix = "txt";

    /** @param source name of the lender's source */
    CentralBankNights(Path home, StoreSettings store, String source) throws IOException {
        super(home, store, TARGET, source);
        this.channel =
                "channel: directory\nfiles: {upload: \"%1$s/inbox\", taken: \"%1$s/taken\", feedback: \"%1$s/outbox\"}"
                        .formatted(home.resolve("registry"));
        this.door = new PbcrcDirectory(registry, home.resolve("registry"));
    }

    /** What the configuration says of the lender's source, under {@code sources}, and of source folders before that. */
    abstract String sources();

    /** Settings of the target, as entries of YAML on one line. */
    abstract String settings();

    /** Reaches the registry in another way, from the first night on: keys of the target, and the suffix of files. */
    void reach(String otherChannel, String otherSuffix) {
        channel = otherChannel;
        suffix = otherSuffix;
    }

    @Override
    DropDirectory.Look registryLooks() {
        return door::look;
    }

    @Override
    String configuration() {
        return """
                lender: {code: YUAN, name: Yuan lender, time-zone: Asia/Shanghai}
                store:
                  url: "%1$s"
                  user: %2$s
                %6$s
                targets:
                  %4$s:
                    profile: pbcrc
                %3$s
                    settings: {%5$s, suffix: %7$s}
                    feedback-wait: 1m
                    gate: {held-percent: 100, volume-percent: 1000, rows-percent: 100, changes: {jump-accounts: 10, late-percent: 100, reopened-accounts: 100}}
                """.formatted(
                store.url(), store.user(), channel.indent(4).stripTrailing(), TARGET, settings(), sources(), suffix);
    }

    /** What the registry loaded after an effect, as {@code 210 2024-04-30 30}. */
    List<String> loaded(long after) {
        return registry.effects().stream()
                .filter(effect -> effect.number() > after && effect.kind() == PbcrcEffect.Kind.RECORD_LOADED)
                .map(PbcrcEffect::brief)
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

    /** Names of the files the registry ever took in, as often as it took them. */
    List<String> files() {
        return registry.effects().stream()
                .filter(effect -> effect.line() == 0)
                .map(PbcrcEffect::file)
                .toList();
    }

    List<Path> outbox() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(home.resolve("registry/outbox"))) {
            all.sorted().forEach(files::add);
        }
        return files;
    }

    void putOut(String name, byte[] content) throws IOException {
        Files.write(home.resolve("registry/outbox").resolve(name), content);
    }

    @Override
    public void close() {
        super.close();
        door.close();
    }
}
