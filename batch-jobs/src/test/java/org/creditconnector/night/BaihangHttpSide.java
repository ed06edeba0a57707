package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.creditconnector.mockregistry.baihang.BaihangFault;
import org.creditconnector.mockregistry.baihang.BaihangHttp;
import org.creditconnector.registry.Powers;

/** The agency record by record over HTTP. */
final class BaihangHttpSide extends BaihangSide {
    private final BaihangHttp http;
    private final Path password;

    BaihangHttpSide(Path directory) throws IOException {
        super(directory);
        http = new BaihangHttp(registry, keys, 0, "lender", "open sesame");
        password = Files.writeString(directory.resolve("password"), "open sesame");
    }

    @Override
    public String configuration() {
        return section(
                "channel: http",
                "url: " + http.url(),
                "basic: {user: lender, password: '${file:" + password + "}'}",
                "wrapping: [{rsa-fields: {fields: [name, pid, mobile], rsa: pkcs1, public-key: '${file:" + agencyKey
                        + "}'}}]");
    }

    @Override
    public Powers declared() {
        return powers("http");
    }

    @Override
    public int packageItems() {
        return 1;
    }

    @Override
    public void loseNextAnswer() {
        registry.plant(BaihangFault.LOSE_ANSWER, 1);
    }

    @Override
    public void loseNextPackage() {
        registry.plant(BaihangFault.LOSE_RECORD, 1);
    }

    @Override
    public long arrivals() {
        return http.posts();
    }

    @Override
    public void close() {
        http.close();
    }
}
