package org.creditconnector.command;

import java.util.List;

/** The program as the person called it; the launcher tells its name. */
final class Program {
    private static final List<String> PLACES = List.of("--home", "--config");

    private static volatile String places = "";

    private Program() {}

    /** Keeps where this call looks for its configuration, so that the commands it recommends look there too. */
    static void calledWith(String... args) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < args.length; i++) {
            String word = args[i];
            if (PLACES.contains(word) && i + 1 < args.length) {
                kept.append(' ').append(word).append(' ').append(args[i + 1]);
            } else if (PLACES.stream().anyMatch(place -> word.startsWith(place + "="))) {
                kept.append(' ').append(word);
            }
        }
        places = kept.toString();
    }

    /** A command that can be copied to a terminal, e.g. {@code ./credit-connector run --target registry}. */
    static String call(String command) {
        return System.getProperty("credit-connector.program", "./credit-connector") + places + " " + command;
    }
}
