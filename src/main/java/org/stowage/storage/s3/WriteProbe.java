package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.stowage.storage.s3.ObjectClient.PutTerms;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds out at the start what an object store can do, with objects that are deleted afterwards.
 *
 * @param ways to the store, which race with each other
 * @param names of the objects
 */
record WriteProbe(List<ObjectClient> ways, ObjectNames names) {

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
            way(0).put(key, body());
            PutTerms replacement = new PutTerms("", PutCondition.of(NO_VERSION));
            boolean replaces = !succeeds(client -> way(1).put(client, key, body(), replacement));
            boolean deletes = !succeeds(client -> {
                way(1).deleteOnce(client, key, NO_VERSION);
                return "";
            });
            return new Abilities(keepsFirst(), replaces && isThere(key), deletes && isThere(key));
        } finally {
            way(0).delete(key);
        }
    }

    private boolean isThere(String key) throws IOException {
        return way(0).head(key).isPresent();
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
                ObjectClient way = way(writer);
                writers.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return writesFirst(way, key);
                }));
            }
            int winners = 0;
            for (Future<Boolean> writer : writers) {
                winners += resultOf(writer) ? 1 : 0;
            }
            return winners == 1 && !writesFirst(way(0), key);
        } finally {
            way(0).delete(key);
        }
    }

    private ObjectClient way(int number) {
        return ways.get(number % ways.size());
    }

    private static boolean writesFirst(ObjectClient way, String key) throws IOException {
        return new ConditionalPut(way).write(key, body(), PutCondition.FREE).isPresent();
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
    private boolean succeeds(Gateway.Call<String> attempt) {
        Gateway gateway = way(1).gateways().next();
        try {
            gateway.ask(attempt);
            return true;
        } catch (SdkException e) {
            return !gateway.failed(e).isConditionFailed();
        }
    }

    private static ObjectBody body() {
        return ObjectBody.of(ByteBuffer.wrap("probe".getBytes(StandardCharsets.US_ASCII)));
    }
}
