package org.creditconnector.delivery.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** An answer that is unpacked, counted, and under the alarm of its call until it was read to its end. */
final class GuardedAnswer extends HttpEntityWrapper {
    private final boolean packed;
    private final long most;
    private final WatchedCall call;
    private @Nullable InputStream content;

    GuardedAnswer(HttpEntity answer, boolean packed, long most, WatchedCall call) {
        super(answer);
        this.packed = packed;
        this.most = most;
        this.call = call;
    }

    @Override
    public InputStream getContent() throws IOException {
        if (content == null) {
            InputStream raw = super.getContent();
            content = new Counted(packed ? unpacked(raw) : raw);
        }
        return content;
    }

    @Override
    public long getContentLength() {
        return packed ? -1 : super.getContentLength();
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    private InputStream unpacked(InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw);
        } catch (IOException e) {
            call.cut();
            call.end();
            throw call.explained(e);
        }
    }

    private final class Counted extends InputStream {
        private final InputStream in;
        private long count;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int length = read(one, 0, 1);
            return length < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read;
            try {
                read = in.read(bytes, from, length);
            } catch (IOException e) {
                call.end();
                throw call.explained(e);
            }
            if (read < 0) {
                call.end();
                return read;
            }
            count += read;
            if (count > most) {
                // Closing politely would read the rest.
                call.cut();
                call.end();
                throw new IOException("the answer is longer than " + most + " bytes");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            call.end();
            in.close();
        }
    }
}
