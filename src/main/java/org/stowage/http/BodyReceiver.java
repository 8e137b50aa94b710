package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.stowage.http.undertow.UndertowThreads;
import org.stowage.retention.Publication;
import org.stowage.retention.Warden;
import org.stowage.storage.PendingUpload;

/**
 * Takes the body of an admitted upload as its bytes arrive. What has come with the header fields, mostly the whole of a
 * small file, is taken at once; between later arrivals it holds neither a thread nor a buffer.
 *
 * <p>The container calls one listener method at a time (Servlet 6.0 §3.7) and cuts off clients that stall. Whoever ends the
 * upload first ends it alone: the last byte, a broken disk, or a client that goes away.
 */
final class BodyReceiver implements ReadListener {

    private final Exchange exchange;
    private final UploadGate.Admitted admitted;
    private final PendingUpload upload;
    private final Warden warden;
    private final Buffers buffers;
    private final ServletInputStream input;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable AsyncContext async;
    private long received;

    private BodyReceiver(
            Exchange exchange, UploadGate.Admitted admitted, PendingUpload upload, Warden warden, Buffers buffers)
            throws IOException {
        this.exchange = exchange;
        this.admitted = admitted;
        this.upload = upload;
        this.warden = warden;
        this.buffers = buffers;
        this.input = exchange.request().getInputStream();
    }

    /** Begins to take the body; never waits for it. The upload is closed when it is over, or if this throws. */
    static void start(
            Exchange exchange, UploadGate.Admitted admitted, PendingUpload upload, Warden warden, Buffers buffers)
            throws IOException {
        exchange.meter().uploadBegun();
        try {
            new BodyReceiver(exchange, admitted, upload, warden, buffers).start();
        } catch (IOException | RuntimeException e) {
            exchange.meter().uploadOver();
            upload.close();
            throw e;
        }
    }

    private void start() {
        if (admitted.slot().size() == 0) {
            end();
            return;
        }
        take(() -> input.available() > 0);
        if (!ended.get()) {
            listen();
        }
    }

    /** Undertow calls this on an I/O thread, which must not wait for a disk. */
    @Override
    public void onDataAvailable() {
        if (UndertowThreads.isIoThread(exchange.request())) {
            Objects.requireNonNull(async).start(() -> take(input::isReady));
        } else {
            take(input::isReady);
        }
    }

    @Override
    public void onAllDataRead() {
        if (received < admitted.slot().size()) {
            onError(new EOFException("the body ended early"));
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            exchange.brokenOff(received, cause);
            complete();
        }
    }

    private void listen() {
        AsyncContext context = exchange.request().startAsync();
        context.setTimeout(0);
        async = context;
        input.setReadListener(this);
    }

    /**
     * Takes what can be had without waiting for the client. What was read is stored before the server is asked for more:
     * Undertow may tell of that at once, on another thread, and only one may be at its stream.
     */
    private synchronized void take(Readiness ready) {
        byte[] buffer = buffers.take();
        try {
            while (!ended.get() && received < admitted.slot().size() && ready.now()) {
                int length = input.read(buffer);
                if (length > 0) {
                    store(ByteBuffer.wrap(buffer, 0, length));
                }
            }
        } catch (IOException | RuntimeException e) {
            // Undertow's streams throw both when the connection ends; nobody else would end the upload.
            onError(e);
        } finally {
            buffers.give(buffer);
        }
        if (received == admitted.slot().size()) {
            end();
        }
    }

    private void store(ByteBuffer bytes) {
        received += bytes.remaining();
        exchange.meter().received(bytes.remaining());
        try {
            upload.write(bytes);
        } catch (IOException | RuntimeException e) {
            if (ended.compareAndSet(false, true)) {
                exchange.refuse(e);
                complete();
            }
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            publish();
            complete();
        }
    }

    private void publish() {
        try {
            Publication publication = warden.publish(upload, admitted.slot());
            if (publication instanceof Publication.Published published) {
                exchange.stored(admitted, published.file());
            } else if (publication instanceof Publication.Banned banned) {
                exchange.refuse(banned.kind(), "");
            }
        } catch (FileAlreadyExistsException e) {
            exchange.refuse(Refusal.EXISTS, "another upload of it was faster");
        } catch (IOException | RuntimeException e) {
            exchange.refuse(e);
        }
    }

    private void complete() {
        exchange.meter().uploadOver();
        upload.close();
        AsyncContext context = async;
        if (context == null) {
            return;
        }
        try {
            context.complete();
        } catch (IllegalStateException e) {
            exchange.abandoned(e);
        }
    }

    /** Tells whether a read would return at once; else a listener asks for a call when it would. */
    private interface Readiness {
        boolean now() throws IOException;
    }
}
