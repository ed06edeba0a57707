package org.creditconnector.night;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server's key and certificate, and a store that trusts it, made by the keytool of this Java. */
final class TestCertificates {
    private TestCertificates() {}

    /** Makes both stores in a directory, for a server at an address. */
    static void write(Path directory, String address, String password) throws Exception {
        Path certificate = directory.resolve("server.crt");
        keytool(
                password,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-ext",
                "SAN=ip:" + address,
                "-keystore",
                own(directory).toString());
        keytool(
                password,
                "-exportcert",
                "-alias",
                "server",
                "-keystore",
                own(directory).toString(),
                "-file",
                certificate.toString());
        keytool(
                password,
                "-importcert",
                "-noprompt",
                "-alias",
                "server",
                "-keystore",
                trusted(directory).toString(),
                "-file",
                certificate.toString());
    }

    static Path own(Path directory) {
        return directory.resolve("server.p12");
    }

    static Path trusted(Path directory) {
        return directory.resolve("trusted.p12");
    }

    private static void keytool(String password, String... arguments) throws Exception {
        List<String> call = new ArrayList<>();
        call.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        call.addAll(List.of(arguments));
        call.addAll(List.of("-storetype", "PKCS12", "-storepass", password));
        Process keytool = new ProcessBuilder(call).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }
}
