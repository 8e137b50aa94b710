package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LogQueueTest {

    private static final int MORE_THAN_FIT = 10_100;

    private final List<String> passedOn = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final CountDownLatch isStuck = new CountDownLatch(1);
    private final Logger log = Logger.getAnonymousLogger();
    private final LogQueue queue = new LogQueue();

    @BeforeEach
    void listen() {
        log.setUseParentHandlers(false);
        log.addHandler(new SlowHandler());
    }

    @Test
    void linesArePassedOnAtOnceBeforeTheQueueStartsAndAfterItsEnd() {
        add("1");
        assertThat(passedOn).containsExactly("1");
        queue.start();
        queue.close();
        add("2");
        assertThat(passedOn).containsExactly("1", "2");
    }

    @Test
    void linesKeepTheirOrderAndNoneIsMissingAtTheEnd() {
        queue.start();
        List<String> lines = IntStream.range(0, 5000).mapToObj(String::valueOf).toList();
        lines.forEach(this::add);
        queue.close();
        assertThat(passedOn).isEqualTo(lines);
    }

    /** The caller does not wait for a handler, until too many lines wait. */
    @Test
    void handlerThatIsStuckKeepsNobodyWaitingAndNoLineIsLost() throws InterruptedException {
        queue.start();
        add("stuck");
        isStuck.await();
        IntStream.range(0, MORE_THAN_FIT).forEach(i -> add("line"));
        assertThat(passedOn).as("by the callers").hasSizeBetween(1, 200);
        mayGoOn.countDown();
        queue.close();
        assertThat(passedOn).hasSize(MORE_THAN_FIT + 1);
    }

    @Test
    void handlerThatThrowsKeepsNoOtherLineBack() {
        queue.start();
        add("throw");
        add("next");
        queue.close();
        assertThat(passedOn).containsExactly("next");
    }

    private void add(String line) {
        queue.add(log, new LogRecord(Level.INFO, line));
    }

    private final class SlowHandler extends Handler {

        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().equals("throw")) {
                throw new IllegalStateException("cannot write");
            }
            if (line.getMessage().equals("stuck")) {
                isStuck.countDown();
                awaitUninterrupted();
            }
            passedOn.add(line.getMessage());
        }

        private void awaitUninterrupted() {
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
