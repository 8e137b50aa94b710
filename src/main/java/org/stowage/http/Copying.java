package org.stowage.http;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.stowage.http.undertow.UndertowResponse;
import org.stowage.storage.Content;
import org.stowage.storage.FileRepository;
import org.stowage.storage.KeptFile;
import org.stowage.storage.StoredFile;

/**
 * The way that always works: reads the bytes and writes them to the servlet's output.
 *
 * @param repository has the file
 * @param buffers to read into
 * @param turns in which a store that may stall is read
 */
record Copying(FileRepository repository, Buffers buffers, StoreTurns turns) implements BodyWay {

    /** Every server buffers this many bytes and sends them together with the header fields. */
    private static final int SHORT_BYTES = 8 * 1024;

    @Override
    public boolean send(Exchange exchange, DownloadPlan plan, StoredFile file, Optional<KeptFile> kept)
            throws IOException {
        Content content = kept.isPresent()
                ? kept.get().open()
                : repository.contentOf(file).open();
        try {
            if (plan.stretch()
                    .filter(stretch -> stretch.length() <= SHORT_BYTES)
                    .isPresent()) {
                sendAtOnce(exchange, plan, content);
            } else {
                BodySender.start(exchange, plan, content, kept.isPresent() ? withoutTurns() : this);
            }
        } catch (Throwable e) {
            content.close();
            throw e;
        }
        return true;
    }

    /** What is in memory needs none. */
    private Copying withoutTurns() {
        return new Copying(repository, buffers, StoreTurns.unlimited());
    }

    /** A body this short fits into the server's buffer, so this does not wait for the client. */
    private static void sendAtOnce(Exchange exchange, DownloadPlan plan, Content content) throws IOException {
        ByteRange stretch = plan.stretch().orElseThrow();
        ByteBuffer bytes = ByteBuffer.allocate((int) stretch.length());
        try (content) {
            while (bytes.hasRemaining()) {
                content.read(bytes, stretch.first() + bytes.position());
            }
        }
        exchange.begin(plan);
        sendAtOnce(exchange, bytes.array());
    }

    /** Writes a short body. */
    interface ShortBody {
        void writeTo(OutputStream output) throws IOException;
    }

    static void sendAtOnce(Exchange exchange, byte[] body) {
        sendAtOnce(exchange, body.length, output -> output.write(body));
    }

    /**
     * Sends a short body as a whole; counts it as delivered when the output has been closed without an error. Tomcat tells
     * of one in {@code flush} only; Undertow hides one there ({@code ServletOutputStreamImpl.flush}), and tells in
     * {@code close} of one that is new.
     */
    static void sendAtOnce(Exchange exchange, long length, ShortBody body) {
        try {
            ServletOutputStream output = exchange.response().getOutputStream();
            body.writeTo(output);
            if (!UndertowResponse.isBehind(exchange.response())) {
                output.flush();
            }
            output.close();
        } catch (IOException e) {
            exchange.abandoned(e);
            return;
        }
        exchange.meter().sent(length);
        exchange.meter().delivered();
    }

    @Override
    public String toString() {
        return "copied";
    }
}
