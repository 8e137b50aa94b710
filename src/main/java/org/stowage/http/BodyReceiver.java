package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.stowage.http.undertow.UndertowConnection;
import org.stowage.http.undertow.UndertowThreads;

/**
 * Receives the body of an upload as its bytes arrive. Bytes that came with the header fields (often the whole of a
 * small file) are read at once. While it waits for more bytes, it holds neither a thread nor a buffer.
 *
 * <p>The container usually reports that the client has gone away or stalls; if it does not, the {@link UploadWatch} ends
 * the upload. The container should call one listener method at a time (Servlet 6.0 §3.7). With HTTP/2, Tomcat reports
 * that all bytes were read as soon as it has handed them over, while another thread is still storing them.
 */
final class BodyReceiver implements ReadListener {

    /** At most one mebibyte, then other transfers get their turn at a store that may stall. */
    private static final int WRITES_OF_A_TURN = 16;

    private final Exchange exchange;
    private final RunningUpload upload;
    private final Buffers buffers;
    private final UploadWatch watch;
    private final StoreTurns turns;
    private final ServletInputStream input;
    private volatile @Nullable AsyncContext async;

    /** Calls of the server that are still being handled; if there are none, the upload waits for its client. */
    private final AtomicInteger announced = new AtomicInteger();

    private volatile boolean allRead;
    private volatile long waitingSince;

    private BodyReceiver(Exchange exchange, RunningUpload upload, Buffers buffers, UploadWatch watch)
            throws IOException {
        this.exchange = exchange;
        this.upload = upload;
        this.buffers = buffers;
        this.watch = watch;
        this.turns = watch.turns();
        this.input = exchange.request().getInputStream();
    }

    /** Begins to receive the body and returns without waiting for it. A failure here ends the upload. */
    static void start(Exchange exchange, RunningUpload upload, Buffers buffers, UploadWatch watch) {
        upload.enter();
        try {
            exchange.meter().uploadBegun();
            new BodyReceiver(exchange, upload, buffers, watch).start();
        } catch (Throwable e) {
            upload.fail(e);
        } finally {
            upload.leave();
        }
    }

    private void start() {
        take(() -> input.available() > 0);
        if (!upload.isOver()) {
            listen();
            upload.waitsForItsClient();
            waitingSince = now();
            watch.add(this);
            UndertowConnection.whenClosed(exchange.request(), () -> onError(new ClosedChannelException()));
        }
    }

    private void listen() {
        AsyncContext context = exchange.request().startAsync();
        upload.outlivesTheServlet(context);
        context.setTimeout(0);
        async = context;
        input.setReadListener(this);
        upload.isListenedTo();
    }

    /** Undertow calls this on an I/O thread, which must not wait for a disk. */
    @Override
    public void onDataAvailable() throws IOException {
        Optional<UnreadBody> rest = upload.rest();
        if (rest.isPresent()) {
            rest.get().onDataAvailable();
            return;
        }
        announced.incrementAndGet();
        if (UndertowThreads.isIoThread(exchange.request())) {
            Objects.requireNonNull(async).start(() -> takeTurns(turns.enter()));
        } else {
            takeTurns(turns.enter());
        }
    }

    @Override
    public void onAllDataRead() {
        if (upload.rest().isPresent()) {
            upload.rest().get().onAllDataRead();
        } else {
            allRead = true;
            endIfShort();
        }
    }

    /** Is called after each turn and when all was read: only the later of the two knows whether bytes are missing. */
    private void endIfShort() {
        if (allRead && announced.get() == 0 && !upload.isWhole()) {
            onError(new EOFException("the body ended early"));
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (upload.rest().isPresent()) {
            upload.rest().get().onError(cause);
        } else if (cause instanceof Error) {
            upload.fail(cause);
        } else {
            upload.breakOff(cause);
        }
    }

    /** Tells whether the upload has ended. */
    boolean isOver() {
        return upload.isOver();
    }

    /** Ends the upload if its client has sent nothing for longer than the settings allow; does not wait for the store. */
    void endIfStalled() {
        Duration timeout = exchange.settings().uploadTimeout();
        if (now() - waitingSince >= timeout.toNanos() && announced.compareAndSet(0, 1)) {
            upload.elsewhere(
                    () -> upload.cutOff(new TimeoutException("no byte came for " + timeout.toSeconds() + " seconds")));
        }
    }

    /** Ends the upload because the deployment stops. */
    void endWithDeployment() {
        upload.cutOff(new IOException("the deployment is stopped"));
    }

    private long now() {
        return exchange.deployment().counters().now();
    }

    private void takeTurns(boolean entered) {
        turns.take(entered, this::takeTurn, this::goOn);
    }

    private void goOn() {
        upload.elsewhere(() -> takeTurns(turns.enterCalled()));
    }

    private boolean takeTurn() {
        boolean goesOn = false;
        try {
            goesOn = take(input::isReady);
            waitingSince = now();
        } finally {
            if (!goesOn) {
                announced.decrementAndGet();
                endIfShort();
            }
            if (upload.isOver()) {
                watch.remove(this);
            }
        }
        return goesOn;
    }

    /** Returns whether more bytes may be available at once. */
    private boolean take(Readiness ready) {
        if (!upload.enter()) {
            return false;
        }
        try {
            return takeWhile(ready);
        } catch (IOException | RuntimeException e) {
            // Undertow's streams throw both when the connection ends; nothing else would end the upload.
            upload.breakOff(e);
        } catch (Throwable e) {
            upload.fail(e);
        } finally {
            if (upload.isWhole()) {
                upload.publish();
            }
            upload.leave();
        }
        return false;
    }

    /**
     * Reads bytes that are available without waiting for the client, until the turn is over. Once the server has said
     * that there are no more, it may report more at once on another thread, which waits here until these are stored.
     */
    private boolean takeWhile(Readiness ready) throws IOException {
        synchronized (upload) {
            byte[] buffer = buffers.take();
            try {
                for (int writes = 0; writes < WRITES_OF_A_TURN && !upload.isOver() && !upload.isWhole(); writes++) {
                    int length = fill(buffer, ready);
                    if (length == 0) {
                        return false;
                    }
                    upload.store(ByteBuffer.wrap(buffer, 0, length));
                }
                return !upload.isWhole();
            } finally {
                buffers.give(buffer);
            }
        }
    }

    /** Reads into the buffer until it is full, the body is whole, or no more bytes are there; returns how many. */
    private int fill(byte[] buffer, Readiness ready) throws IOException {
        int most = (int) Math.min(buffer.length, upload.missing());
        int filled = 0;
        int length = 0;
        while (filled < most && length >= 0 && ready.now()) {
            length = input.read(buffer, filled, most - filled);
            filled += Math.max(0, length);
        }
        return filled;
    }

    /** Tells whether a read would return at once; if not, a listener is called when it would. */
    private interface Readiness {
        boolean now() throws IOException;
    }
}
