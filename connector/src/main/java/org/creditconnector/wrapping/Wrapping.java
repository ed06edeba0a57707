package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A chain of steps: applied from the first to the last, undone from the last to the first.
 *
 * <p>IVs and session keys are drawn anew for each file and travel with it, so that none is ever used twice with a key. Thus the same
 * package wrapped twice gives other bytes; that is no harm, since what leaves is stored before the first byte leaves and a resend
 * reads it from there.
 */
public final class Wrapping {
    /** No step at all. */
    public static final Wrapping NONE = new Wrapping(List.of());

    private static final int PIECE = 64 * 1024;

    private final List<WrappingStep> steps;

    /** @param steps in the order in which they are applied */
    public Wrapping(List<WrappingStep> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Whether there is no step. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Names of the steps after which a package has another form than its registry's. */
    public List<String> stepsThatChangeTheForm() {
        return steps.stream()
                .filter(step -> !step.keepsForm())
                .map(WrappingStep::name)
                .toList();
    }

    /** Tags of the fields that steps encipher, each by itself. */
    public Set<String> encipheredFields() {
        return steps.stream().flatMap(step -> step.encipheredFields().stream()).collect(Collectors.toSet());
    }

    /** Names of the steps that lack the key they would be undone with; empty where all can be. */
    public List<String> oneWaySteps() {
        return steps.stream()
                .filter(step -> !step.canBeUndone())
                .map(WrappingStep::name)
                .toList();
    }

    /**
     * A stream that applies all steps.
     *
     * @param plainName name of the file before the first step, for forms that hold one
     * @param random where session keys and IVs come from
     * @param out where the result goes; closed with the returned stream, which must be closed for the result to be whole
     */
    public OutputStream wrap(String plainName, SecureRandom random, OutputStream out) throws IOException {
        OutputStream current = out;
        for (int i = steps.size() - 1; i >= 0; i--) {
            current = steps.get(i).wrap(plainName, random, current);
        }
        return current;
    }

    /**
     * A stream that undoes all steps. Read it to its end before anything is done with what it gave: only the end says that the file
     * was whole and unaltered.
     *
     * @param most bytes it may give; a small file may unpack to a big one
     * @throws WrappingException here or while reading, in one line: which step, and what may be wrong
     */
    public InputStream unwrap(InputStream in, long most) throws IOException {
        List<InputStream> layers = new ArrayList<>();
        InputStream current = new SourceInput(in);
        layers.add(current);
        for (int i = steps.size() - 1; i >= 0; i--) {
            current = StepInput.open(steps.get(i), place(i), current);
            layers.add(current);
        }
        return new WholeInput(layers, most);
    }

    /** Wraps one file into another, which must not exist. */
    public void wrap(Path from, Path to, String plainName, SecureRandom random) throws IOException {
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = wrap(
                        plainName, random, Files.newOutputStream(to, java.nio.file.StandardOpenOption.CREATE_NEW))) {
            in.transferTo(out);
        }
    }

    /** Unwraps one file into another, which must not exist; nothing stays there when it cannot be done. */
    public void unwrap(Path from, Path to, long most) throws IOException {
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(to, java.nio.file.StandardOpenOption.CREATE_NEW);
                InputStream raw = Files.newInputStream(from);
                InputStream in = unwrap(raw, most)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(to);
            }
        }
    }

    private String place(int step) {
        return "step " + (step + 1) + " of " + steps.size() + " ("
                + steps.get(step).name() + ")";
    }

    /** The names of the steps; never a key. */
    @Override
    public String toString() {
        return steps.stream().map(WrappingStep::name).collect(Collectors.joining(", ", "[", "]"));
    }
}
