package org.creditconnector.mockregistry.pbcrc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packing by gzip and by zip, the latter with one entry. */
final class PackingSteps {
    private PackingSteps() {}

    static final class Gzip implements WrappingStep {
        @Override
        public byte[] wrap(String name, byte[] content) {
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException("packing in memory fails", e);
            }
            return bytes.toByteArray();
        }

        @Override
        public byte[] undo(byte[] content) throws WrappedWrongException {
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
                return gzip.readAllBytes();
            } catch (IOException e) {
                throw WrappedWrongException.packing(e);
            }
        }
    }

    static final class Zip implements WrappingStep {
        @Override
        public byte[] wrap(String name, byte[] content) {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
                zip.closeEntry();
            } catch (IOException e) {
                throw new UncheckedIOException("packing in memory fails", e);
            }
            return bytes.toByteArray();
        }

        @Override
        public byte[] undo(byte[] content) throws WrappedWrongException {
            try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
                if (zip.getNextEntry() == null) {
                    throw new ZipException("no entry");
                }
                byte[] plain = zip.readAllBytes();
                if (zip.getNextEntry() != null) {
                    throw new ZipException("more than one entry");
                }
                return plain;
            } catch (IOException e) {
                throw WrappedWrongException.packing(e);
            }
        }
    }
}
