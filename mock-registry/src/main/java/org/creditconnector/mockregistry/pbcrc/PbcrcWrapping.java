package org.creditconnector.mockregistry.pbcrc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.creditconnector.mockregistry.YamlPage;
import org.jspecify.annotations.Nullable;

/**
 * What a lender does to a file before it travels, undone step by step, and done again to the answer. A page has {@code wrapping}, a list
 * of steps in the lender's order: {@code do} (gzip, zip, sm4, aes, digest, sm2) and what the step needs: {@code mode} (gcm, cbc-pkcs7,
 * cbc-no-padding), {@code key} (hex or Base64), {@code algorithm} (sm3, sha256), {@code private-key} and {@code public-key} (PEM files
 * beside the page), {@code signer-id}.
 */
public final class PbcrcWrapping {
    private static final String STANDARD_SIGNER = "1234567812345678";

    private final List<WrappingStep> steps;

    private PbcrcWrapping(List<WrappingStep> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads a page; key files are beside it.
     *
     * @throws IOException when the page or a key file cannot be read
     * @throws org.creditconnector.mockregistry.ScenarioException with all problems of the page
     */
    public static PbcrcWrapping read(Path page) throws IOException {
        Path folder = page.toAbsolutePath().getParent();
        var yaml = new YamlPage(page.toString());
        YamlPage.Section root = yaml.root(Files.readString(page));
        List<WrappingStep> steps = new ArrayList<>();
        if (root != null) {
            YamlPage.Value written = root.get("wrapping");
            if (written == null) {
                root.bad("the key wrapping is missing");
            } else {
                for (YamlPage.Section section : written.sections()) {
                    WrappingStep step = step(section, folder == null ? Path.of("") : folder);
                    section.noOthers();
                    if (step != null) {
                        steps.add(step);
                    }
                }
            }
            root.noOthers();
        }
        yaml.finish();
        return new PbcrcWrapping(steps);
    }

    private static @Nullable WrappingStep step(YamlPage.Section section, Path folder) throws IOException {
        String what = section.needed("do");
        try {
            return switch (what) {
                case "gzip" -> new PackingSteps.Gzip();
                case "zip" -> new PackingSteps.Zip();
                case "sm4" -> new CipherStep("SM4", section.needed("mode"), section.needed("key"));
                case "aes" -> new CipherStep("AES", section.needed("mode"), section.needed("key"));
                case "digest" -> new DigestStep(section.needed("algorithm"));
                case "sm2" -> {
                    String signer = text(section, "signer-id");
                    yield new Sm2Step(
                            Files.readString(folder.resolve(section.needed("private-key"))),
                            Files.readString(folder.resolve(section.needed("public-key"))),
                            signer.isEmpty() ? STANDARD_SIGNER : signer);
                }
                default -> {
                    section.bad("do is " + what + ", expected gzip, zip, sm4, aes, digest or sm2");
                    yield null;
                }
            };
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            section.bad("the step " + what + " cannot be made: " + e.getMessage());
            return null;
        }
    }

    private static String text(YamlPage.Section section, String key) {
        YamlPage.Value value = section.get(key);
        return value == null ? "" : value.text();
    }

    /** The file as it was before the lender wrapped it. */
    byte[] undo(byte[] content) throws WrappedWrongException {
        List<WrappingStep> backwards = new ArrayList<>(steps);
        Collections.reverse(backwards);
        byte[] plain = content;
        for (WrappingStep step : backwards) {
            plain = step.undo(plain);
        }
        return plain;
    }

    /** An answer as it travels. */
    byte[] wrap(String name, byte[] content) {
        byte[] wrapped = content;
        for (WrappingStep step : steps) {
            wrapped = step.wrap(name, wrapped);
        }
        return wrapped;
    }
}
