package org.creditconnector.benchmarks.light;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An Avro container file in memory: blocks of a quarter of a megabyte, zstd 3. Buffers and codec are used again. */
public final class LightPackage {
    private static final int BLOCK = 256 * 1024;
    private static final int LEVEL = 3;
    private static final byte[] SYNC = "light pipeline 1".getBytes(StandardCharsets.US_ASCII);

    private final LightEncoder records = new LightEncoder();
    private final LightEncoder head = new LightEncoder();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    private final ZstdCompressCtx codec = new ZstdCompressCtx().setLevel(LEVEL);
    private final byte[] header;
    private byte[] packed = new byte[BLOCK];
    private int inBlock;
    private int count;

    public LightPackage(String schema) {
        head.number(2);
        head.text("avro.schema");
        head.text(schema);
        head.text("avro.codec");
        head.text("zstandard");
        head.number(0);
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        start.writeBytes(new byte[] {'O', 'b', 'j', 1});
        start.write(head.bytes, 0, head.length);
        start.writeBytes(SYNC);
        this.header = start.toByteArray();
        out.writeBytes(header);
    }

    public int count() {
        return count;
    }

    public void add(LightAccount account) {
        records.record(account);
        inBlock++;
        count++;
        if (records.length > BLOCK) {
            block();
        }
    }

    private void block() {
        if (inBlock == 0) {
            return;
        }
        int most = Math.toIntExact(Zstd.compressBound(records.length));
        if (packed.length < most) {
            packed = new byte[most];
        }
        int length = codec.compressByteArray(packed, 0, packed.length, records.bytes, 0, records.length);
        head.length = 0;
        head.number(inBlock);
        head.number(length);
        out.write(head.bytes, 0, head.length);
        out.write(packed, 0, length);
        out.writeBytes(SYNC);
        records.length = 0;
        inBlock = 0;
    }

    public byte[] finish() {
        block();
        byte[] file = out.toByteArray();
        out.reset();
        out.writeBytes(header);
        count = 0;
        return file;
    }
}
