package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds out at the start what an object store can do, with objects that are deleted afterwards.
 *
 * @param objects of the store
 * @param names of them
 */
record WriteProbe(ObjectClient objects, ObjectNames names) {

    private static final int WRITERS = 8;
    private static final int RACES = 3;
    private static final String NO_VERSION = "00000000000000000000000000000000";

    /**
     * Tries.
     *
     * @throws IOException if the store cannot be written at all
     */
    Abilities run() throws IOException {
        String key = names.probe(UploadId.next());
        try {
            objects.put(key, body());
            boolean replaces = !succeeds(() -> objects.put(key, body(), "", PutCondition.of(NO_VERSION)));
            boolean deletes = !succeeds(() -> {
                objects.deleteOnce(key, NO_VERSION);
                return "";
            });
            return new Abilities(keepsFirst(), replaces && isThere(key), deletes && isThere(key));
        } finally {
            objects.delete(key);
        }
    }

    private boolean isThere(String key) throws IOException {
        return objects.head(key).isPresent();
    }

    /** Of several writers of one key exactly one wins, and none does later. */
    private boolean keepsFirst() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            boolean keeps = true;
            for (int race = 0; keeps && race < RACES; race++) {
                keeps = race(threads);
            }
            return keeps;
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean race(ExecutorService threads) throws IOException {
        String key = names.probe(UploadId.next());
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        try {
            List<Future<Boolean>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return writesFirst(key);
                }));
            }
            int winners = 0;
            for (Future<Boolean> writer : writers) {
                winners += resultOf(writer) ? 1 : 0;
            }
            return winners == 1 && !writesFirst(key);
        } finally {
            objects.delete(key);
        }
    }

    private boolean writesFirst(String key) throws IOException {
        return new ConditionalPut(objects).write(key, body(), PutCondition.FREE).isPresent();
    }

    private static boolean resultOf(Future<Boolean> writer) throws IOException {
        try {
            return writer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the probe was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException("the probe failed: " + e.getCause(), e);
        }
    }

    /** A condition that the store does not know is one that it does not keep. */
    private static boolean succeeds(Callable<String> attempt) throws IOException {
        try {
            attempt.call();
            return true;
        } catch (SdkException e) {
            return !new Failure(e).isConditionFailed();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static ObjectBody body() {
        return ObjectBody.of(ByteBuffer.wrap("probe".getBytes(StandardCharsets.US_ASCII)));
    }
}
