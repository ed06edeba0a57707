package org.creditconnector.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that only stands before other words, e.g. {@code target}. */
abstract class Group implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public final void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a word is missing after " + spec.name() + ": "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
