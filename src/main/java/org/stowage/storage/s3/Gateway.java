package org.stowage.storage.s3;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One URL of the object store. When it has not answered it is avoided for some seconds, then one request tries it again. Safe for any
 * number of threads.
 */
final class Gateway implements AutoCloseable {

    static final long AVOIDED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    private final S3Client client;
    private final CallThreads threads;
    private final BucketPlace place;
    private final LongSupplier nanos;
    private final AtomicLong avoidedUntil = new AtomicLong();

    /** One that fails now and then is told of once in a while. */
    private final AtomicLong quietUntil;

    private volatile boolean told;
    private volatile boolean down;
    private volatile Trust trust = Trust.UNKNOWN;

    Gateway(S3Client client, CallThreads threads, BucketPlace place, LongSupplier nanos) {
        this.client = client;
        this.threads = threads;
        this.place = place;
        this.nanos = nanos;
        this.quietUntil = new AtomicLong(nanos.getAsLong());
    }

    /** Whether it was probed. */
    enum Trust {
        /** Not yet: it has not answered. */
        UNKNOWN,
        /** It keeps what it must. */
        PROVEN,
        /** It does not. */
        REFUSED
    }

    /** What the object store is asked. */
    interface Call<T> {
        T ask(S3Client client);
    }

    /** Returns the bucket, as it is reached this way. */
    BucketPlace place() {
        return place;
    }

    Trust trust() {
        return trust;
    }

    void trust(Trust found) {
        trust = found;
    }

    /**
     * Asks once.
     *
     * @throws SdkException which has to be given to {@link #failed}
     */
    <T> T ask(Call<T> call) {
        T answer = threads.call(() -> call.ask(client));
        answered();
        return answer;
    }

    /** Returns why a call has failed. If no answer came the gateway is avoided. */
    Failure failed(SdkException cause) {
        Failure failure = new Failure(cause, place);
        if (!failure.isOfTheGateway()) {
            answered();
            return failure;
        }
        long now = nanos.getAsLong();
        avoidedUntil.set(now + AVOIDED_NANOS);
        long until = quietUntil.get();
        if (!down && now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
            told = true;
            LOG.warning(() -> "The store failed: " + failure.toThrow().getMessage() + ".");
        }
        down = true;
        return failure;
    }

    /** Tells whether it answered last time it was asked. */
    boolean isUp() {
        return !down;
    }

    /** Lets one of those who ask try it again when it was avoided for long enough. */
    boolean takeTrial() {
        long until = avoidedUntil.get();
        long now = nanos.getAsLong();
        return now - until >= 0 && avoidedUntil.compareAndSet(until, now + AVOIDED_NANOS);
    }

    private void answered() {
        if (down) {
            down = false;
            if (told) {
                told = false;
                LOG.info(() -> place + " answers again.");
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
