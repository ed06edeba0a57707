package org.creditconnector.config;

import static org.creditconnector.config.Key.optional;
import static org.creditconnector.config.Key.required;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.creditconnector.wrapping.CipherMode;
import org.creditconnector.wrapping.SessionKeyForm;
import org.creditconnector.wrapping.SessionKeyForm.Blocks;
import org.creditconnector.wrapping.SessionKeyForm.RsaPadding;
import org.creditconnector.wrapping.WrappingStep;
import org.creditconnector.wrapping.WrappingSteps;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** One step of a wrapping: its name, or its name with its keys below. */
final class StepKind implements Kind<WrappingStep> {
    private static final Key<CipherMode> MODE = required(
            "mode",
            Kinds.oneOf(CipherMode.class),
            "How blocks are chained and the last one is filled; there is no default.");
    private static final Key<Secret> KEY =
            required("key", Kinds.PRIVATE, "Secret key in hex or Base64, by reference only.");
    private static final Key<Secret> RECEIVER =
            required("public-key", Kinds.SECRET, "The registry's public key or certificate in PEM, by reference.");
    private static final Key<Secret> SIGNING =
            required("private-key", Kinds.PRIVATE, "Our private key (PKCS #8 in PEM), by reference only.");
    private static final Key<Secret> PUBLIC_KEY = optional(
            "public-key",
            Kinds.SECRET,
            Secret.NONE,
            "none",
            "The registry's public key or certificate in PEM, by reference; checks feedback.");
    private static final Key<Secret> OUR_KEY = optional(
            "private-key",
            Kinds.PRIVATE,
            Secret.NONE,
            "none",
            "Our private key (PKCS #8 in PEM), by reference only; opens feedback.");
    private static final Key<RsaPadding> RSA =
            required("rsa", Kinds.oneOf(RsaPadding.class), "Padding of the enciphered key.");
    private static final Key<Blocks> BLOCKS = required("blocks", Kinds.oneOf(Blocks.class), "Mode of AES in a line.");
    private static final Key<Algorithm> ALGORITHM =
            required("algorithm", Kinds.oneOf(Algorithm.class), "The digest that is put at the end.");
    private static final Key<String> SIGNER = optional(
            "signer-id",
            Kinds.TEXT,
            WrappingSteps.COMMON_SIGNER_ID,
            WrappingSteps.COMMON_SIGNER_ID,
            "Identity of the signer as agreed with the registry.");

    private static final Key<List<String>> FIELDS =
            required("fields", Kinds.list(Kinds.TEXT), "Tags of the fields that are enciphered.");

    private static final Map<String, Form> FORMS = forms();

    /** Digests, spelled in small letters. */
    enum Algorithm {
        SM3,
        SHA256
    }

    /** What stands below a step's name, and what is made of it. */
    private record Form(List<Key<?>> keys, Function<Values, WrappingStep> make) {}

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("gzip", new Form(List.of(), values -> WrappingSteps.gzip()));
        forms.put("zip", new Form(List.of(), values -> WrappingSteps.zip()));
        forms.put(
                "sm4", new Form(List.of(MODE, KEY), values -> WrappingSteps.sm4(values.get(MODE), text(values, KEY))));
        forms.put(
                "aes", new Form(List.of(MODE, KEY), values -> WrappingSteps.aes(values.get(MODE), text(values, KEY))));
        forms.put(
                "session-key",
                new Form(
                        List.of(RSA, BLOCKS, RECEIVER, OUR_KEY),
                        values -> WrappingSteps.sessionKey(
                                new SessionKeyForm(values.get(RSA), values.get(BLOCKS)),
                                text(values, RECEIVER),
                                textOrNull(values, OUR_KEY))));
        forms.put(
                "digest",
                new Form(
                        List.of(ALGORITHM),
                        values -> WrappingSteps.appended(
                                values.get(ALGORITHM) == Algorithm.SM3
                                        ? WrappingSteps.sm3()
                                        : WrappingSteps.sha256())));
        forms.put(
                "sm2",
                new Form(
                        List.of(SIGNING, PUBLIC_KEY, SIGNER),
                        values -> WrappingSteps.appended(WrappingSteps.sm2(
                                text(values, SIGNING), textOrNull(values, PUBLIC_KEY), values.get(SIGNER)))));
        forms.put(
                "rsa-fields",
                new Form(
                        List.of(FIELDS, RSA, RECEIVER),
                        values ->
                                WrappingSteps.rsaFields(values.get(FIELDS), values.get(RSA), text(values, RECEIVER))));
        return forms;
    }

    private static String text(Values values, Key<Secret> key) {
        return values.get(key).value();
    }

    private static @Nullable String textOrNull(Values values, Key<Secret> key) {
        Secret secret = values.get(key);
        return secret.isEmpty() ? null : secret.value();
    }

    @Override
    public @Nullable WrappingStep read(YamlValue value, References references) {
        if (value.isText()) {
            String name = value.text();
            Form form = name == null ? null : form(name, value);
            if (form == null) {
                return null;
            }
            if (!form.keys().isEmpty()) {
                value.problem(
                        "CFG-WRAPPING",
                        "the step " + name + " needs keys; write " + name + ": {"
                                + form.keys().get(0).name() + ": …}");
                return null;
            }
            return form.make().apply(Values.none());
        }
        YamlMap map = value.map();
        Map<String, YamlValue> named = map.named();
        if (named.size() != 1) {
            value.problem(
                    "CFG-WRAPPING", "a step has one name, got " + named.size() + "; begin each step with a hyphen");
            return null;
        }
        Map.Entry<String, YamlValue> step = named.entrySet().iterator().next();
        Form form = form(step.getKey(), value);
        return form == null ? null : made(form, step.getValue(), references);
    }

    private static @Nullable Form form(String name, YamlValue value) {
        Form form = FORMS.get(name);
        if (form == null) {
            value.problem("CFG-WRAPPING", "unknown step \"" + name + "\"" + Suggestions.hint(name, FORMS.keySet()));
        }
        return form;
    }

    private static @Nullable WrappingStep made(Form form, YamlValue below, References references) {
        Values values = Kinds.section(form.keys().toArray(Key<?>[]::new)).read(below, references);
        if (values == null || form.keys().stream().anyMatch(key -> values.find(key) == null)) {
            return null;
        }
        try {
            return form.make().apply(values);
        } catch (IllegalArgumentException e) {
            below.problem("CFG-WRAPPING", String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Override
    public Map<String, Object> schema() {
        List<String> bare = new ArrayList<>();
        Map<String, Object> steps = new LinkedHashMap<>();
        FORMS.forEach((name, form) -> {
            if (form.keys().isEmpty()) {
                bare.add(name);
            } else {
                steps.put(name, ConfigSchema.object(form.keys()));
            }
        });
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "string");
        text.put("enum", bare);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "object");
        map.put("additionalProperties", false);
        map.put("minProperties", 1);
        map.put("maxProperties", 1);
        map.put("properties", steps);
        Map<String, Object> either = new LinkedHashMap<>();
        either.put("anyOf", List.of(text, map));
        return either;
    }
}
