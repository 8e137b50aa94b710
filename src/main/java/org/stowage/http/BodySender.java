package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stowage.http.undertow.UndertowResponse;
import org.stowage.storage.Content;

/**
 * Gives a planned body as fast as its client takes it, holding no thread while the client does not.
 *
 * <p>The buffer stays with the transfer: Undertow keeps a reference to what was written until it is ready again.
 */
final class BodySender implements WriteListener {

    private final Exchange exchange;
    private final DownloadPlan plan;
    private final Content content;
    private final Buffers buffers;
    private final Iterator<DownloadPlan.Piece> pieces;
    private final byte[] buffer;
    private final ServletOutputStream output;
    private final AtomicBoolean finished = new AtomicBoolean();
    private long position;
    private long rest;

    BodySender(Exchange exchange, DownloadPlan plan, Content content, Buffers buffers) throws IOException {
        this.exchange = exchange;
        this.plan = plan;
        this.content = content;
        this.buffers = buffers;
        this.pieces = plan.body().iterator();
        this.buffer = buffers.take();
        this.output = exchange.response().getOutputStream();
    }

    /** Begins to send; returns at once. */
    void start() {
        exchange.begin(plan);
        AsyncContext async = exchange.request().startAsync();
        async.setTimeout(0);
        if (UndertowResponse.isBehind(exchange.response())) {
            UndertowResponse.whenOver(exchange.response(), this::cutOff);
        }
        output.setWriteListener(this);
    }

    /** What fails here reaches {@link #onError} on Tomcat only; thrown on, it ends the connection everywhere. */
    @Override
    public void onWritePossible() throws IOException {
        try {
            writeWhileReady();
        } catch (IOException | RuntimeException e) {
            onError(e);
            throw e;
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (finished.compareAndSet(false, true)) {
            exchange.abandoned(cause);
            release();
        }
    }

    /**
     * Undertow's {@code write-timeout} closes the connection and calls no listener. The buffer is not given back: somebody
     * may still be at it.
     */
    private void cutOff() {
        if (finished.compareAndSet(false, true)) {
            exchange.abandoned(new IOException("the connection is closed"));
            content.close();
            complete();
        }
    }

    private void writeWhileReady() throws IOException {
        while (!finished.get() && output.isReady()) {
            if (rest > 0) {
                writeSlice();
            } else if (pieces.hasNext()) {
                next(pieces.next());
            } else if (finished.compareAndSet(false, true)) {
                exchange.meter().delivered();
                release();
            }
        }
    }

    private void next(DownloadPlan.Piece piece) throws IOException {
        if (piece instanceof DownloadPlan.Piece.Text text) {
            output.write(text.bytes());
            exchange.meter().sent(text.length());
        } else if (piece instanceof DownloadPlan.Piece.Slice slice) {
            position = slice.range().first();
            rest = slice.length();
        }
    }

    private void writeSlice() throws IOException {
        int room = (int) Math.min(buffer.length, rest);
        int length = content.read(ByteBuffer.wrap(buffer, 0, room), position);
        position += length;
        rest -= length;
        output.write(buffer, 0, length);
        exchange.meter().sent(length);
    }

    private void release() {
        content.close();
        buffers.give(buffer);
        complete();
    }

    private void complete() {
        exchange.request().getAsyncContext().complete();
    }
}
