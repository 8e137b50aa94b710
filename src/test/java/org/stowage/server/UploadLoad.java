package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;

/**
 * Clients that upload one file after the other until they are stopped, and remember what they were told. They try again after an error, as
 * clients of people do. Every fourth file is uploaded by two at once with different bytes; every fifth once more after it is there.
 */
final class UploadLoad implements AutoCloseable {

    private static final int CLIENTS = 6;
    private static final int[] SIZES = {10 << 10, 10 << 10, 10 << 10, 200 << 10, 1 << 20};
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(200);

    private final int port;
    private final ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final Map<LoadedFile, Integer> stored = new ConcurrentHashMap<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /**
     * An upload or download that failed.
     *
     * @param nanos when, by {@link System#nanoTime}
     * @param status the answer's; 0 if there was none
     */
    record Trouble(long nanos, int status) {}

    /** Begins at once, through a proxy. */
    UploadLoad(int port) {
        this.port = port;
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(threads.submit(this::uploadAll));
        }
    }

    /** Returns how many uploads were acknowledged so far. */
    int acknowledged() {
        return stored.size();
    }

    /** Returns what has failed since a moment. */
    List<Trouble> troublesSince(long nanos) {
        return troubles.stream().filter(trouble -> trouble.nanos() - nanos >= 0).toList();
    }

    /** Throws what a client has thrown. */
    void check() throws Exception {
        for (Future<?> client : clients) {
            if (client.isDone()) {
                client.get();
            }
        }
    }

    /** Ends the load, and returns the writer of each file that was acknowledged. */
    Map<LoadedFile, Integer> stop() throws Exception {
        stopped = true;
        for (Future<?> client : clients) {
            client.get();
        }
        return stored;
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }

    private int uploadAll() throws Exception {
        int turn = 0;
        while (!stopped) {
            upload(turn++);
        }
        return turn;
    }

    private void upload(int turn) throws Exception {
        LoadedFile file = new LoadedFile(Signed.freshPath("a.bin"), SIZES[turn % SIZES.length]);
        int winner = turn % 4 == 3 ? race(file) : persist(file, 0);
        stored.put(file, winner);
        if (turn % 5 == 4) {
            assertThat(tried(file, winner + 1)).as("second upload of " + file).isNotEqualTo(201);
            read(file, winner);
        }
    }

    /** One of both, exactly. */
    private int race(LoadedFile file) throws Exception {
        Future<Integer> other = threads.submit(() -> tried(file, 1));
        List<Integer> answers = List.of(tried(file, 0), other.get());
        assertThat(answers).as("both won " + file).isNotEqualTo(List.of(201, 201));
        if (answers.contains(201)) {
            return answers.indexOf(201);
        }
        assertThat(answers).as("nobody won " + file).isNotEqualTo(List.of(409, 409));
        persistAny(file);
        return writerOf(file);
    }

    private int persist(LoadedFile file, int writer) throws Exception {
        int first = tried(file, writer);
        if (first != 201) {
            assertThat(first).as("first upload of " + file).isNotEqualTo(409);
            persistAny(file);
        }
        return writer;
    }

    /** After an error the file may be there, which 409 says then. */
    private void persistAny(LoadedFile file) throws InterruptedException {
        int status;
        do {
            Thread.sleep(PAUSE_AFTER_ERROR.toMillis());
            status = tried(file, 0);
        } while (status != 201 && status != 409);
    }

    private int writerOf(LoadedFile file) throws Exception {
        Answer answer = answered(file);
        return Arrays.equals(answer.body(), file.content(0)) ? 0 : 1;
    }

    private void read(LoadedFile file, int writer) throws Exception {
        assertThat(Arrays.equals(answered(file).body(), file.content(writer)))
                .as("bytes of " + file)
                .isTrue();
    }

    /** An acknowledged file is never said not to be there. */
    private Answer answered(LoadedFile file) throws Exception {
        while (true) {
            try {
                Answer answer = file.get(port);
                if (answer.status() == 200 && answer.body().length == file.size()) {
                    return answer;
                }
                note(answer.status());
            } catch (IOException broken) {
                note(LoadedFile.BROKEN);
            }
            Thread.sleep(PAUSE_AFTER_ERROR.toMillis());
        }
    }

    private int tried(LoadedFile file, int writer) {
        int status = file.put(port, writer);
        if (status != 201 && status != 409) {
            note(status);
        }
        return status;
    }

    /** 502 and 504 are the proxy's words for a node that is gone. */
    private void note(int status) {
        troubles.add(new Trouble(System.nanoTime(), status));
        assertThat(status).isIn(LoadedFile.BROKEN, 502, 503, 504);
    }
}
