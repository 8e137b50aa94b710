package org.stowage.http;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.stowage.storage.Content;
import org.stowage.storage.FileRepository;
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
    public boolean send(Exchange exchange, DownloadPlan plan, StoredFile file) throws IOException {
        Content content = repository.contentOf(file).open();
        try {
            if (plan.stretch()
                    .filter(stretch -> stretch.length() <= SHORT_BYTES)
                    .isPresent()) {
                sendAtOnce(exchange, plan, content);
            } else {
                BodySender.start(exchange, plan, content, this);
            }
        } catch (Throwable e) {
            content.close();
            throw e;
        }
        return true;
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

    /** Sends a short body as a whole; counts it as delivered when the output has been closed without an error. */
    static void sendAtOnce(Exchange exchange, byte[] body) {
        try {
            ServletOutputStream output = exchange.response().getOutputStream();
            output.write(body);
            output.flush();
            output.close();
        } catch (IOException e) {
            exchange.abandoned(e);
            return;
        }
        exchange.meter().sent(body.length);
        exchange.meter().delivered();
    }

    @Override
    public String toString() {
        return "copied";
    }
}
