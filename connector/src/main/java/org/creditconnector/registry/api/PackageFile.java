package org.creditconnector.registry.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.creditconnector.delivery.CurrencyTotals;
import org.creditconnector.delivery.PackageDigest;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.digest.Sha256;
import org.jspecify.annotations.Nullable;

/** The Avro object container of a package. The sync marker comes from the package id, so that the same package has the same bytes. */
final class PackageFile {
    private static final int SYNC_BYTES = 16;
    /**
     * Records of one lender repeat each other: by zstandard's first level in blocks of this size they need one percent more bytes than by its third in
     * Avro's usual quarter of it, and two thirds of the time.
     */
    private static final int BLOCK_BYTES = 256 << 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    private PackageFile() {}

    /**
     * Writes items as they come; holds one Avro block in memory and leaves the stream open.
     *
     * @throws IllegalArgumentException when the items are not those of the manifest: such a file must never leave
     */
    static void write(SubmissionPackage manifest, Iterator<byte[]> items, CodecFactory codec, OutputStream out)
            throws IOException {
        byte[] sync = Arrays.copyOf(Sha256.of(manifest.getPackageId()), SYNC_BYTES);
        PackageDigest digest = new PackageDigest();
        int count = 0;
        // Flushed, never closed: closing would close the caller's stream.
        DataFileWriter<Object> file = new DataFileWriter<>(new GenericDatumWriter<>(RegistryItem.SCHEMA));
        describe(manifest, file);
        file.setCodec(codec);
        file.setSyncInterval(BLOCK_BYTES);
        file.create(RegistryItem.SCHEMA, out, sync);
        while (items.hasNext()) {
            byte[] item = items.next();
            digest.add(RegistryItem.itemId(item));
            count++;
            file.appendEncoded(ByteBuffer.wrap(item));
        }
        file.flush();
        String itemsDigest = digest.hex();
        if (count != manifest.getItemCount() || !itemsDigest.equals(manifest.getItemsDigest())) {
            throw new IllegalArgumentException("package " + manifest.getPackageId() + ": the manifest names "
                    + manifest.getItemCount() + " items with digest " + manifest.getItemsDigest() + ", but " + count
                    + " items with digest " + itemsDigest + " were given; the file must not be sent");
        }
    }

    private static void describe(SubmissionPackage manifest, DataFileWriter<Object> file) {
        file.setMeta("registry.package-id", manifest.getPackageId());
        file.setMeta("registry.lender", manifest.getLenderCode());
        file.setMeta("registry.business-date", manifest.getBusinessDate().toString());
        file.setMeta("registry.sequence", manifest.getSequence());
        file.setMeta("registry.item-count", manifest.getItemCount());
        file.setMeta("registry.totals", totals(manifest.getTotals()).toString());
        file.setMeta("registry.digest", manifest.getItemsDigest());
        String supersedes = manifest.getSupersedes();
        if (supersedes != null) {
            file.setMeta("registry.supersedes", supersedes);
        }
    }

    /** Sums by currency, amounts as text. */
    static ObjectNode totals(List<CurrencyTotals> byCurrency) {
        ObjectNode totals = JSON.createObjectNode();
        for (CurrencyTotals sums : byCurrency) {
            totals.putObject(sums.getCurrency())
                    .put("items", sums.getItems())
                    .put("principal", text(sums.getPrincipal()))
                    .put("creditLimit", text(sums.getCreditLimit()))
                    .put("outstanding", text(sums.getOutstanding()))
                    .put("overdue", text(sums.getOverdue()))
                    .put("paid", text(sums.getPaid()));
        }
        return totals;
    }

    private static @Nullable String text(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }
}
