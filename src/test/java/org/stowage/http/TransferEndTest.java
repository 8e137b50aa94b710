package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transfer ends once, and not in the middle of a step. */
@Timeout(60)
final class TransferEndTest {

    private final List<String> ended = new ArrayList<>();
    private final TransferEnd end = new TransferEnd(Runnable::run);

    @Test
    void firstOutcomeCounts() {
        end.tell(() -> ended.add("first"));
        end.tell(() -> ended.add("second"));
        assertThat(ended).containsExactly("first");
        assertThat(end.enter()).isFalse();
    }

    @Test
    void outcomeThatIsToldDuringAStepComesAfterIt() {
        assertThat(end.enter()).isTrue();
        end.tell(() -> ended.add("told"));
        assertThat(ended).isEmpty();
        assertThat(end.enter()).isFalse();
        end.leave();
        assertThat(ended).containsExactly("told");
    }

    @Test
    void stepsWithoutAnOutcomeEndNothing() {
        for (int i = 0; i < 3; i++) {
            assertThat(end.enter()).isTrue();
            end.leave();
        }
        assertThat(ended).isEmpty();
    }

    @Test
    void concurrentStepsAndOutcomesGiveOneEndAndNoneDuringAStep() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int time = 0; time < 2_000; time++) {
                AtomicInteger steps = new AtomicInteger();
                AtomicInteger ends = new AtomicInteger();
                AtomicInteger early = new AtomicInteger();
                TransferEnd shared = new TransferEnd(outcome -> {
                    ends.incrementAndGet();
                    early.addAndGet(steps.get());
                });
                List<Callable<Boolean>> work = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    work.add(() -> step(shared, steps));
                    work.add(() -> tell(shared));
                }
                for (Future<Boolean> done : threads.invokeAll(work)) {
                    done.get();
                }
                assertThat(ends).hasValue(1);
                assertThat(early).as("steps under way at the end").hasValue(0);
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean step(TransferEnd shared, AtomicInteger steps) {
        if (shared.enter()) {
            steps.incrementAndGet();
            Thread.onSpinWait();
            steps.decrementAndGet();
            shared.leave();
        }
        return true;
    }

    private static boolean tell(TransferEnd shared) {
        shared.tell(() -> {});
        return true;
    }
}
