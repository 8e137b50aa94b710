package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A client that uploads one small file after the other until it is stopped, or an upload fails. */
final class Uploader implements AutoCloseable {

    private final Node node;
    private final Queue<String> stored = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "uploader");
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    /** Begins at once. */
    Uploader(Node node) {
        this.node = node;
        thread.start();
    }

    /** Returns when so many further uploads have passed. */
    void awaitMore(int count) throws InterruptedException {
        int enough = stored.size() + count;
        while (stored.size() < enough && failure == null) {
            Thread.sleep(10);
        }
        assertThat(failure).isNull();
    }

    /** Returns the paths of all files, once the last upload is over. */
    List<String> stop() throws InterruptedException {
        stopped = true;
        thread.join();
        assertThat(failure).isNull();
        return List.copyOf(stored);
    }

    @Override
    public void close() {
        stopped = true;
    }

    private void run() {
        try {
            while (!stopped) {
                stored.add(node.put("one-of-many.txt", 10));
                Thread.sleep(20);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }
}
