package org.stowage.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stowage.retention.Admission;
import org.stowage.retention.Begun;
import org.stowage.retention.Keeper;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** How many uploads may be on their way in at once; one more is told to come back, not left to wait. */
public final class UploadLimit {

    private final Semaphore places;

    /** Sets the limit, at least 1. */
    public UploadLimit(int most) {
        this.places = new Semaphore(most);
    }

    /**
     * Asks the keeper, if there is a place left. An upload that begins has it until it is closed.
     *
     * @return nothing if there are too many
     * @throws IOException as {@link Keeper#admit} does
     */
    Optional<Admission> admit(Keeper keeper, Slot slot) throws IOException {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        boolean begun = false;
        try {
            Admission admission = keeper.admit(slot);
            begun = admission instanceof Begun;
            return Optional.of(
                    admission instanceof Begun one ? new Begun(new Counted(one.upload(), places)) : admission);
        } finally {
            if (!begun) {
                places.release();
            }
        }
    }

    /** An upload that has a place. */
    private record Counted(PendingUpload upload, Semaphore places, AtomicBoolean closed) implements PendingUpload {

        Counted(PendingUpload upload, Semaphore places) {
            this(upload, places, new AtomicBoolean());
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            upload.write(bytes);
        }

        @Override
        public String sha256() throws IOException {
            return upload.sha256();
        }

        @Override
        public StoredFile publish() throws IOException {
            return upload.publish();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                places.release();
            }
            upload.close();
        }
    }
}
