package org.creditconnector.night;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.creditconnector.mockregistry.Effect;
import org.creditconnector.mockregistry.InMemoryRegistry;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;

/**
 * The mock registry behind an SSH server: a file that gets its name is unpacked and handed to it, moved away, and what it answers is
 * put out as a feedback file.
 */
final class SftpRegistry implements BehindDoor {
    private static final Pattern NEXT = Pattern.compile("\"next\"\\s*:\\s*\"([^\"]*)\"");

    private final InMemoryRegistry registry = InMemoryRegistry.at(Instant.parse("2024-03-22T22:00:00Z"));
    private final SftpDoor door;
    private final Path in;
    private final Path taken;
    private final Path out;
    private String lacks = "";
    private String rejects = "";
    private boolean keepsWhatItTook = true;
    private String cursor = "";
    private int pages;

    SftpRegistry(Path root) throws IOException {
        this.in = Files.createDirectory(root.resolve("in"));
        this.taken = Files.createDirectory(root.resolve("taken"));
        this.out = Files.createDirectory(root.resolve("out"));
        this.door = new SftpDoor(root, name -> take(in.resolve(name)));
    }

    @Override
    public String configuration() {
        return String.join(
                "\n",
                "profile: registry-api",
                door.keys(),
                "files: {upload: /in, taken: /taken, feedback: /out}",
                "wrapping: [gzip]");
    }

    @Override
    public Powers declared() {
        return Registries.shipped()
                .profile("registry-api")
                .powers()
                .without(EnumSet.of(Power.STATEMENT, Power.LISTING));
    }

    @Override
    public void lack(Set<Power> powers) {
        keepsWhatItTook = !powers.contains(Power.STATUS_QUERY);
        lacks = "lacks: [" + powers.stream().map(Power::key).collect(Collectors.joining(", ")) + "]\n";
        play();
    }

    @Override
    public SftpDoor door() {
        return door;
    }

    @Override
    public void reject(String accountKey) {
        rejects = "rejects: [{code: X1, message: Blocked., subjects: ['account:" + accountKey + "']}]\n";
        play();
    }

    private void play() {
        registry.scenarioPage("description: As the test wants it.\n" + lacks + rejects);
    }

    @Override
    public List<String> kept() {
        return registry.effects(0).stream()
                .filter(effect -> effect.kind() == Effect.Kind.PACKAGE_KEPT)
                .map(Effect::packageId)
                .toList();
    }

    @Override
    public List<String> effective() {
        return registry.effects(0).stream()
                .filter(effect -> effect.kind() == Effect.Kind.ITEM_ACCEPTED)
                .map(Effect::item)
                .map(item -> item.subject().replace("account:", "") + " " + item.sequence() + " " + item.kind())
                .toList();
    }

    @Override
    public List<String> everything() {
        return ReferenceEffects.words(registry.effects(0));
    }

    @Override
    public void close() {
        door.close();
    }

    private void take(Path file) throws IOException {
        String name = file.getFileName().toString();
        byte[] content;
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            content = packed.readAllBytes();
        }
        InMemoryRegistry.Reply reply = registry.answer(
                "PUT",
                "/v1/packages/" + name.replace(".avro", ""),
                Map.of("Content-Type", "application/vnd.apache.avro", "Content-Digest", digest(content)),
                content);
        if (reply.status() / 100 != 2) {
            throw new IOException("the registry answered " + reply.status() + ": " + new String(reply.body(), UTF_8));
        }
        if (keepsWhatItTook) {
            Files.move(file, taken.resolve(name));
        } else {
            Files.delete(file);
        }
        putOut();
    }

    private void putOut() throws IOException {
        InMemoryRegistry.Reply reply = registry.answer(
                "GET",
                "/v1/feedback?limit=100" + (cursor.isEmpty() ? "" : "&after=" + URLEncoder.encode(cursor, UTF_8)),
                Map.of(),
                new byte[0]);
        String page = new String(reply.body(), UTF_8);
        Matcher next = NEXT.matcher(page);
        if (reply.status() != 200 || !page.contains("feedbackId") || !next.find()) {
            return;
        }
        cursor = next.group(1);
        pages++;
        Path file = out.resolve("feedback-" + pages + ".json");
        Path temporary = out.resolve("feedback-" + pages + ".json.part");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(temporary))) {
            packed.write(reply.body());
        }
        Files.move(temporary, file);
    }

    private static String digest(byte[] content) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(content);
            return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
