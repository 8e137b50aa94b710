package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.stowage.http.undertow.UndertowConnection;
import org.stowage.http.undertow.UndertowResponse;
import org.stowage.http.undertow.UndertowThreads;
import org.stowage.storage.Content;

/**
 * Sends a planned body as fast as the client accepts it. While the client accepts nothing, it holds neither a thread
 * nor a buffer. While the store delivers nothing, it holds a worker thread, never a thread that serves other
 * connections.
 *
 * <p>At the end the content is closed, the download counted and the exchange completed ({@link TransferEnd}), each step
 * even if another fails.
 */
final class BodySender implements WriteListener {

    /** One mebibyte, then other transfers get their turn at a store that may stall. */
    private static final int STEPS_OF_A_TURN = 16;

    private final Exchange exchange;
    private final Content content;
    private final Buffers buffers;
    private final StoreTurns turns;
    private final Iterator<DownloadPlan.Piece> pieces;
    private final ServletOutputStream output;
    private final AsyncContext async;
    private final TransferEnd end = new TransferEnd(this::finish);

    /**
     * Whether the server has ended the exchange; then only its own thread may complete it, otherwise the server logs an
     * error.
     */
    private volatile boolean over;

    private final TransferEntry entry;
    private final long size;
    private final AtomicLong gone = new AtomicLong();
    private long position;
    private long rest;

    private BodySender(Exchange exchange, DownloadPlan plan, Content content, Copying way) throws IOException {
        this.exchange = exchange;
        this.content = content;
        this.buffers = way.buffers();
        this.turns = way.turns();
        this.pieces = plan.body().iterator();
        this.output = exchange.response().getOutputStream();
        this.async = exchange.request().startAsync();
        this.entry = new TransferEntry(exchange.deployment().traffic().transfers());
        this.size = plan.body().stream().mapToLong(DownloadPlan.Piece::length).sum();
    }

    /**
     * Begins to send and returns at once. The content is closed when the transfer ends; if this method throws, the
     * caller must close it.
     */
    static void start(Exchange exchange, DownloadPlan plan, Content content, Copying way) throws IOException {
        exchange.begin(plan);
        BodySender sender = new BodySender(exchange, plan, content, way);
        try {
            sender.listen();
        } catch (Throwable e) {
            sender.breakOff(e);
            throw e;
        }
    }

    private void listen() {
        async.setTimeout(0);
        if (UndertowResponse.isBehind(exchange.response())) {
            UndertowResponse.whenOver(exchange.response(), this::onExchangeOver);
            UndertowConnection.whenClosed(exchange.request(), this::onExchangeOver);
        }
        output.setWriteListener(this);
    }

    /**
     * Undertow calls this on an I/O thread, which must not wait for a disk. After a failure on a worker thread this
     * class closes the connection itself.
     */
    @Override
    public void onWritePossible() throws IOException {
        try {
            if (UndertowThreads.isIoThread(exchange.request())) {
                async.start(() -> takeTurnsAlone(turns.enter()));
            } else {
                takeTurns(turns.enter());
            }
        } catch (Throwable e) {
            breakOff(e);
            throw e;
        }
    }

    /** Undertow calls this on an I/O thread, too, which must not close a file either. */
    @Override
    public void onError(Throwable cause) {
        if (UndertowThreads.isIoThread(exchange.request())) {
            async.start(() -> breakOff(cause));
        } else {
            breakOff(cause);
        }
    }

    /**
     * Undertow calls no listener when a {@code write-timeout} or an HTTP/2 client closes the connection; all other ends
     * have been reported by now.
     */
    private void onExchangeOver() {
        if (!end.isTold()) {
            over = true;
            onError(new IOException("the connection is closed"));
            async.complete();
        }
    }

    private void takeTurnsAlone(boolean entered) {
        try {
            takeTurns(entered);
        } catch (IOException | RuntimeException e) {
            breakOffWithConnection(e);
        } catch (Error e) {
            breakOffWithConnection(e);
            throw e;
        }
    }

    /** Otherwise Undertow would end an incomplete HTTP/2 answer as if it were complete. */
    private void breakOffWithConnection(Throwable cause) {
        end.tell(() -> {
            try {
                exchange.abandoned(cause);
            } finally {
                exchange.closeConnection();
            }
        });
    }

    private void breakOff(Throwable cause) {
        end.tell(() -> exchange.abandoned(cause));
    }

    private void takeTurns(boolean entered) throws IOException {
        turns.take(entered, this::takeTurn, this::goOn);
    }

    private void goOn() {
        try {
            async.start(() -> takeTurnsAlone(turns.enterCalled()));
        } catch (Throwable e) {
            breakOffWithConnection(e);
        }
    }

    /**
     * Returns whether more may be sent at once. The next turn may begin on another thread as soon as the server has
     * said that it is not ready.
     */
    private synchronized boolean takeTurn() throws IOException {
        byte[] buffer = buffers.take();
        try {
            boolean goesOn = true;
            for (int steps = 0; goesOn && steps < STEPS_OF_A_TURN && end.enter(); steps++) {
                try {
                    goesOn = step(buffer);
                } finally {
                    end.leave();
                }
            }
            if (!goesOn && !end.isTold()) {
                waitsForItsClient();
            }
            return goesOn && !end.isTold();
        } finally {
            buffers.give(buffer);
        }
    }

    /** Lists the download among the transfers under way, where an admin may end it. */
    private void waitsForItsClient() {
        IOException cause = new IOException("an administrator ended the download");
        exchange.parsed()
                .target()
                .ifPresent(target -> entry.add(new TransferEntry.ShownTransfer(
                        false,
                        target.key(),
                        null,
                        exchange.shownClient(),
                        size,
                        gone::get,
                        () -> async.start(() -> breakOffWithConnection(cause)))));
    }

    /** Returns whether more may be sent at once. */
    private boolean step(byte[] buffer) throws IOException {
        if (!output.isReady()) {
            return false;
        }
        if (rest > 0) {
            writeSlice(buffer);
        } else if (pieces.hasNext()) {
            next(pieces.next());
        } else {
            end.tell(exchange.meter()::delivered);
            return false;
        }
        return true;
    }

    private void next(DownloadPlan.Piece piece) throws IOException {
        if (piece instanceof DownloadPlan.Piece.TextPiece text) {
            output.write(text.bytes());
            exchange.meter().sent(text.length());
        } else if (piece instanceof DownloadPlan.Piece.Slice slice) {
            position = slice.range().first();
            rest = slice.length();
        }
    }

    private void writeSlice(byte[] buffer) throws IOException {
        int room = (int) Math.min(buffer.length, rest);
        int length = read(ByteBuffer.wrap(buffer, 0, room));
        position += length;
        rest -= length;
        gone.addAndGet(length);
        output.write(buffer, 0, length);
        exchange.meter().sent(length);
    }

    private int read(ByteBuffer target) throws IOException {
        try {
            return content.read(target, position);
        } catch (IOException e) {
            exchange.storeFailed(e);
            throw e;
        }
    }

    private void finish(Runnable outcome) {
        entry.remove();
        try {
            content.close();
        } finally {
            try {
                outcome.run();
            } finally {
                if (!over) {
                    async.complete();
                }
            }
        }
    }
}
