package org.stowage.retention;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.retention.usage.Reservation;
import org.stowage.retention.usage.UsageAccounting;
import org.stowage.storage.Ban;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.StoredFile;

/**
 * An upload with a reservation. Its methods are synchronized, because the server may close it while another thread
 * writes.
 */
final class ReservedUpload implements PendingUpload {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final PendingUpload upload;
    private final UsageAccounting accounting;
    private final Supplier<StoreUpdate> updates;
    private final Reservation reservation;

    ReservedUpload(
            PendingUpload upload, UsageAccounting accounting, Supplier<StoreUpdate> updates, Reservation reservation) {
        this.upload = upload;
        this.accounting = accounting;
        this.updates = updates;
        this.reservation = reservation;
    }

    @Override
    public synchronized void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        upload.write(bytes);
        accounting.wrote(reservation, length);
    }

    @Override
    public synchronized void hash() {
        upload.hash();
    }

    @Override
    public synchronized String sha256() throws IOException {
        return upload.sha256();
    }

    @Override
    public synchronized StoredFile publish() throws IOException {
        try (StoreUpdate change = updates.get()) {
            StoredFile file = upload.publish();
            count(file, change);
            return file;
        }
    }

    /**
     * Counts the published file. A failure is logged and does not fail the upload; the next scrub corrects the counts.
     */
    private void count(StoredFile file, StoreUpdate change) {
        try {
            change.published(file, reservation);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, Ban.valueOf(file.key()) + " is stored and not counted: " + e, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            upload.close();
        } finally {
            accounting.release(reservation);
        }
    }
}
