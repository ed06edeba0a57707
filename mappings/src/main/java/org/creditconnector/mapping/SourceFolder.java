package org.creditconnector.mapping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.creditconnector.digest.Sha256;
import org.creditconnector.yaml.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The files of one source: {@code mapping.yaml}, queries, code tables, samples. It comes from a directory or from the class path
 * and does not change once read.
 */
public final class SourceFolder {
    /** Where shipped folders stand on the class path. */
    private static final String ROOT = "sources";

    private static final int MOST_FILES = 10_000;

    private final String name;
    private final @Nullable Path directory;
    private final SortedMap<String, byte[]> files;

    private SourceFolder(String name, @Nullable Path directory, SortedMap<String, byte[]> files) {
        this.name = name;
        this.directory = directory;
        this.files = files;
    }

    /** A folder made of texts by relative file name, for tests and tools. */
    public static SourceFolder of(String name, SortedMap<String, String> texts) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        texts.forEach((file, text) -> files.put(file, text.getBytes(StandardCharsets.UTF_8)));
        return new SourceFolder(name, null, files);
    }

    /**
     * A directory; its last name is the folder's name.
     *
     * @throws UncheckedIOException when the directory cannot be read
     */
    public static SourceFolder of(Path directory) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> found =
                    walk.filter(Files::isRegularFile).limit(MOST_FILES + 1L).toList();
            if (found.size() > MOST_FILES) {
                throw new IOException("more than " + MOST_FILES + " files: " + directory + " is not a source folder");
            }
            for (Path file : found) {
                String relative = directory.relativize(file).toString().replace('\\', '/');
                if (!hidden(relative)) {
                    files.put(relative, Files.readAllBytes(file));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the source folder " + directory, unreadable);
        }
        Path last = directory.toAbsolutePath().normalize().getFileName();
        return new SourceFolder(last == null ? directory.toString() : last.toString(), directory, files);
    }

    /**
     * A shipped folder.
     *
     * @return null when there is no such folder on the class path
     * @throws UncheckedIOException when it is there and cannot be read
     */
    public static @Nullable SourceFolder shipped(String name) {
        URL marker = SourceFolder.class.getClassLoader().getResource(ROOT + "/" + name + "/mapping.yaml");
        if (marker == null) {
            return null;
        }
        try {
            if (marker.openConnection() instanceof JarURLConnection connection) {
                return new SourceFolder(name, null, fromJar(connection, ROOT + "/" + name + "/"));
            }
            Path mapping = Path.of(marker.toURI());
            Path parent = mapping.getParent();
            return parent == null ? null : new SourceFolder(name, null, of(parent).files);
        } catch (IOException | URISyntaxException unreadable) {
            throw new UncheckedIOException(
                    "cannot read the shipped source folder " + name,
                    new IOException(unreadable.toString(), unreadable));
        }
    }

    /** Names of all shipped folders, sorted. */
    public static List<String> shippedNames() {
        SortedSet<String> names = new TreeSet<>();
        try {
            for (URL root : Collections.list(SourceFolder.class.getClassLoader().getResources(ROOT))) {
                if (root.openConnection() instanceof JarURLConnection connection) {
                    connection.setUseCaches(false);
                    try (JarFile jar = connection.getJarFile()) {
                        jar.stream().map(JarEntry::getName).forEach(entry -> addName(names, entry));
                    }
                } else {
                    for (String file : of(Path.of(root.toURI())).files.keySet()) {
                        addName(names, ROOT + "/" + file);
                    }
                }
            }
        } catch (IOException | URISyntaxException unreadable) {
            throw new UncheckedIOException(
                    "cannot list the shipped source folders", new IOException(unreadable.toString(), unreadable));
        }
        return new ArrayList<>(names);
    }

    private static void addName(SortedSet<String> names, String entry) {
        String[] parts = entry.split("/", -1);
        if (parts.length == 3 && parts[0].equals(ROOT) && parts[2].equals("mapping.yaml")) {
            names.add(parts[1]);
        }
    }

    private static SortedMap<String, byte[]> fromJar(JarURLConnection connection, String prefix) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        files.put(entry.getName().substring(prefix.length()), content.readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    private static boolean hidden(String relative) {
        return relative.startsWith(".") || relative.contains("/.") || relative.endsWith("~");
    }

    /** Name of the folder. */
    public String name() {
        return name;
    }

    /** The directory it was read from; null where it came from the class path. */
    public @Nullable Path directory() {
        return directory;
    }

    /** Relative names of all files, sorted, with {@code /}. */
    public List<String> files() {
        return List.copyOf(files.keySet());
    }

    /** The file as a person knows it: with the directory where there is one. */
    public String shown(String file) {
        return directory == null ? name + "/" + file : directory.resolve(file).toString();
    }

    /** Text of a file; null with a problem where the file is not there or not UTF-8. */
    @Nullable String text(String file, Problems problems) {
        byte[] bytes = files.get(file);
        if (bytes == null) {
            problems.add(
                    MappingRule.MAP_FILE_MISSING.id(), shown(file), 0, 0, "", "there is no such file in the folder");
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            problems.add(
                    MappingRule.MAP_FILE_MISSING.id(),
                    shown(file),
                    0,
                    0,
                    "",
                    "the file is not UTF-8; store it as UTF-8");
            return null;
        }
    }

    /**
     * Digest over names and bytes of all files that make records, sorted by name. Samples and documentation are left out: they
     * say nothing about how a record is made, and a new version makes the next night read everything again.
     */
    String version() {
        MessageDigest digest = Sha256.start();
        files.forEach((file, bytes) -> {
            if (makesRecords(file)) {
                digest.update(file.getBytes(StandardCharsets.UTF_8));
                digest.update(new byte[] {0});
                digest.update(
                        ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
                digest.update(bytes);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Digest over the bytes of one file that is there. */
    String digest(String file) {
        MessageDigest digest = Sha256.start();
        digest.update(java.util.Objects.requireNonNull(files.get(file), file));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The files that make records as a zip file, the same bytes for the same {@link #version()}. */
    public byte[] packed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (makesRecords(file.getKey())) {
                    ZipEntry entry = new ZipEntry(file.getKey());
                    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                    zip.putNextEntry(entry);
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the source folder " + name + " cannot be packed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * A folder that was packed.
     *
     * @throws UncheckedIOException when the bytes are no zip file
     */
    public static SourceFolder unpacked(String name, byte[] packed) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the packed source folder " + name + " cannot be read", e);
        }
        return new SourceFolder(name, null, files);
    }

    /**
     * Writes the files into a directory that is not there yet.
     *
     * @throws IOException when it is there, or cannot be written
     */
    public void writeTo(Path target) throws IOException {
        Files.createDirectory(target);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey()).normalize();
            if (!path.startsWith(target.normalize())) {
                throw new IOException(file.getKey() + " leads out of the folder");
            }
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static boolean makesRecords(String file) {
        return !file.startsWith("sample/") && !file.endsWith(".md");
    }

    @Override
    public String toString() {
        return "source folder " + name;
    }
}
