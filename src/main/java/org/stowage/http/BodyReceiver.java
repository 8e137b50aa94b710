package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import org.stowage.storage.PendingUpload;

/**
 * Takes the body of an admitted upload as its bytes arrive. Between arrivals it holds neither a thread nor a buffer.
 *
 * <p>The container calls one listener method at a time (Servlet 6.0 §3.7) and cuts off clients that stall.
 */
final class BodyReceiver implements ReadListener {

    private final Exchange exchange;
    private final UploadGate.Admitted admitted;
    private final PendingUpload upload;
    private final Buffers buffers;
    private final ServletInputStream input;
    private long received;
    private boolean finished;

    BodyReceiver(Exchange exchange, UploadGate.Admitted admitted, PendingUpload upload, Buffers buffers)
            throws IOException {
        this.exchange = exchange;
        this.admitted = admitted;
        this.upload = upload;
        this.buffers = buffers;
        this.input = exchange.request().getInputStream();
    }

    /** Begins to take the body; returns at once. */
    void start() {
        try {
            AsyncContext async = exchange.request().startAsync();
            async.setTimeout(0);
            input.setReadListener(this);
        } catch (RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    @Override
    public void onDataAvailable() {
        byte[] buffer = buffers.take();
        try {
            while (!finished && input.isReady() && !input.isFinished()) {
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

    @Override
    public void onAllDataRead() {
        if (finished) {
            return;
        }
        if (received < admitted.slot().size()) {
            onError(new IOException("the body ended early"));
            return;
        }
        try {
            upload.publish();
            exchange.stored(admitted);
        } catch (FileAlreadyExistsException e) {
            exchange.refuse(Refusal.EXISTS, "another upload of it was faster");
        } catch (IOException | RuntimeException e) {
            exchange.refuse(e);
        }
        finish();
    }

    @Override
    public void onError(Throwable cause) {
        if (!finished) {
            exchange.brokenOff(received, cause);
            finish();
        }
    }

    private void store(ByteBuffer bytes) {
        try {
            received += bytes.remaining();
            upload.write(bytes);
        } catch (IOException | RuntimeException e) {
            exchange.refuse(e);
            finish();
        }
    }

    private void finish() {
        finished = true;
        upload.close();
        exchange.request().getAsyncContext().complete();
    }
}
