package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.stowage.retention.Publication;
import org.stowage.retention.Warden;
import org.stowage.storage.PendingUpload;

/**
 * Takes the body of an admitted upload as its bytes arrive. Between arrivals it holds neither a thread nor a buffer.
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

    /** Begins to take the body; returns at once. The upload is closed when it is over, or if this throws. */
    static void start(
            Exchange exchange, UploadGate.Admitted admitted, PendingUpload upload, Warden warden, Buffers buffers)
            throws IOException {
        try {
            new BodyReceiver(exchange, admitted, upload, warden, buffers).start();
        } catch (IOException | RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    private void start() {
        AsyncContext context = exchange.request().startAsync();
        context.setTimeout(0);
        async = context;
        input.setReadListener(this);
    }

    @Override
    public void onDataAvailable() {
        byte[] buffer = buffers.take();
        try {
            while (!ended.get() && input.isReady() && !input.isFinished()) {
                int length = input.read(buffer);
                if (length > 0) {
                    store(ByteBuffer.wrap(buffer, 0, length));
                }
            }
        } catch (IOException e) {
            onError(e);
        } finally {
            buffers.give(buffer);
        }
    }

    /** Undertow calls this on an I/O thread, which must not wait until the file is on the disk. */
    @Override
    public void onAllDataRead() {
        if (received < admitted.slot().size()) {
            onError(new IOException("the body ended early"));
        } else if (ended.compareAndSet(false, true)) {
            Objects.requireNonNull(async).start(this::publish);
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            exchange.brokenOff(received, cause);
            complete();
        }
    }

    private void store(ByteBuffer bytes) {
        try {
            received += bytes.remaining();
            upload.write(bytes);
        } catch (IOException | RuntimeException e) {
            if (ended.compareAndSet(false, true)) {
                exchange.refuse(e);
                complete();
            }
        }
    }

    private void publish() {
        try {
            Publication publication = warden.publish(upload, admitted.slot());
            if (publication instanceof Publication.Banned banned) {
                exchange.refuse(Refusal.BANNED, "ban=" + banned.kind().name().toLowerCase(Locale.ROOT));
            } else {
                exchange.stored(admitted);
            }
        } catch (FileAlreadyExistsException e) {
            exchange.refuse(Refusal.EXISTS, "another upload of it was faster");
        } catch (IOException | RuntimeException e) {
            exchange.refuse(e);
        }
        complete();
    }

    private void complete() {
        upload.close();
        try {
            Objects.requireNonNull(async).complete();
        } catch (IllegalStateException e) {
            exchange.abandoned(e);
        }
    }
}
