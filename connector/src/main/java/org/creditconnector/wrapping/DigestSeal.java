package org.creditconnector.wrapping;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;

/** A digest: finds accidents. Who alters a file on purpose can make a new one. */
final class DigestSeal implements Seal {
    private final String name;
    private final Supplier<Digest> algorithm;

    DigestSeal(String name, Supplier<Digest> algorithm) {
        this.name = name;
        this.algorithm = algorithm;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int length() {
        return algorithm.get().getDigestSize();
    }

    @Override
    public Making make(SecureRandom random) {
        return new Running(algorithm.get());
    }

    @Override
    public Checking check() {
        return new Running(algorithm.get());
    }

    private record Running(Digest digest) implements Making, Checking {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public byte[] end() {
            byte[] value = new byte[digest.getDigestSize()];
            digest.doFinal(value, 0);
            return value;
        }

        @Override
        public boolean fits(byte[] seal) {
            return MessageDigest.isEqual(end(), seal);
        }
    }
}
