package org.creditconnector.mockregistry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Containers as they were received, out of which records are told when somebody asks: most are never asked for. Together they may
 * have so many bytes; then the oldest go, and their records are no longer known. Guarded by the lock of {@link Registry}.
 */
final class KeptRecords {
    /** Of the memory that the process may have, the rest being for what is known of every item. */
    private static final long SHARE = 8;

    private static final List<List<String>> RECORD = List.of(List.of("record"));

    private final long mostBytes;
    private final Deque<KeptPackage> kept = new ArrayDeque<>();
    private final ItemSchemas schemas = new ItemSchemas();
    private long bytes;
    private @Nullable Open open;

    /** @param mostBytes 0 keeps none */
    KeptRecords(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** As much as this process can afford. */
    static KeptRecords affordable() {
        return new KeptRecords(Runtime.getRuntime().maxMemory() / SHARE);
    }

    void keep(KeptPackage one, byte[] container) {
        one.container = container;
        kept.add(one);
        bytes += container.length;
        while (bytes > mostBytes) {
            KeptPackage oldest = kept.remove();
            if (oldest.container != null) {
                bytes -= oldest.container.length;
                oldest.container = null;
            }
        }
    }

    void clear() {
        kept.clear();
        bytes = 0;
        open = null;
    }

    /** The record as JSON; null without a record, or when it is no longer kept. */
    @Nullable String record(KeptPackage in, ReadItem item) {
        byte[] container = in.container;
        if (container == null || item.figures() == null) {
            return null;
        }
        try {
            Open here = open;
            if (here == null || here.container != container || here.block > item.block()) {
                here = new Open(container, schemas);
                open = here;
            }
            Object record = Facts.at(here.read(item), "record");
            return record instanceof IndexedRecord ? RecordJson.text(record) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("what could be read once cannot be read again", e);
        }
    }

    /**
     * The container that was read last and how far: who goes on from there pays for no block twice. Read by {@link ItemReader}, since
     * the library's own keeps, for as long as the process lives, a reader for every schema that it has ever parsed, and each
     * container brings its own.
     */
    private static final class Open {
        private final byte[] container;
        private final DataFileStream<GenericRecord> stream;
        private final ItemReader reader;
        private int block = -1;
        private ByteBuffer content = ByteBuffer.allocate(0);

        Open(byte[] container, ItemSchemas schemas) throws IOException {
            this.container = container;
            this.stream = new DataFileStream<>(new ByteArrayInputStream(container), new GenericDatumReader<>());
            this.reader = schemas.reader(stream.getSchema(), RECORD);
        }

        GenericRecord read(ReadItem item) throws IOException {
            while (block < item.block()) {
                content = stream.nextBlock();
                block++;
            }
            int start = content.arrayOffset() + content.position();
            return reader.read(DecoderFactory.get()
                    .binaryDecoder(content.array(), start + item.offset(), content.remaining() - item.offset(), null));
        }
    }
}
