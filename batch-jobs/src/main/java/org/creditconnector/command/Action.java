package org.creditconnector.command;

import java.util.concurrent.Callable;
import org.creditconnector.night.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One command: gives an {@link Answer}, which the root prints. */
abstract class Action implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    /** Does it. */
    abstract Answer act(CreditConnector app) throws Exception;

    @Override
    public final Integer call() throws Exception {
        CreditConnector app = (CreditConnector) spec.root().userObject();
        return app.print(act(app));
    }

    /** The full name of the command without the program's, e.g. {@code target pause}. */
    final String command() {
        return spec.qualifiedName(" ").substring(spec.root().name().length()).strip();
    }

    /** A wrong call: ends with {@link ExitCode#USAGE}. */
    final ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
