package org.stowage.storage.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few go as they come, more go together. */
@Timeout(60)
final class GroupCommitTest {

    private static final Duration EVER = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch back = new CountDownLatch(1);
    private final AtomicInteger atTheDisk = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** The barrier lets none of them through before all are there. */
    @Test
    void fewDoNotWaitForEachOther() throws Exception {
        GroupCommit groups = new GroupCommit(3, EVER);
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<?>> all = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            all.add(submit(groups, () -> meet(together)));
        }
        await(all);
        assertThat(groups.waiting()).isZero();
    }

    @Test
    void moreGoTogetherAsSoonAsTheFewAreBack() throws Exception {
        GroupCommit groups = new GroupCommit(2, EVER);
        CyclicBarrier together = new CyclicBarrier(7);
        List<Future<?>> all = new ArrayList<>(occupy(groups, 2));
        for (int number = 0; number < 7; number++) {
            all.add(submit(groups, () -> meet(together)));
        }
        awaitWaiting(groups, 7);
        back.countDown();
        await(all);
        assertThat(groups.waiting()).isZero();
    }

    /** Else those who come could go on for ever while the first to wait waits. */
    @Test
    void nobodyGoesPastThoseWhoWait() throws Exception {
        GroupCommit groups = new GroupCommit(2, EVER);
        CountDownLatch firstBack = new CountDownLatch(1);
        CountDownLatch firstThere = new CountDownLatch(1);
        Future<?> first = submit(groups, () -> {
            firstThere.countDown();
            await(firstBack);
        });
        await(firstThere);
        List<Future<?>> all = new ArrayList<>(occupy(groups, 1));
        all.add(submit(groups, atTheDisk::incrementAndGet));
        awaitWaiting(groups, 1);
        firstBack.countDown();
        first.get();
        all.add(submit(groups, atTheDisk::incrementAndGet));
        awaitWaiting(groups, 2);
        assertThat(atTheDisk).hasValue(1);
        back.countDown();
        await(all);
        assertThat(atTheDisk).hasValue(3);
    }

    @Test
    void failureIsOnlyForTheOneWhoseSyncFails() throws Exception {
        GroupCommit groups = new GroupCommit(1, EVER);
        List<Future<?>> all = new ArrayList<>(occupy(groups, 1));
        Future<?> failing = submit(groups, () -> {
            throw new IOException("broken");
        });
        awaitWaiting(groups, 1);
        all.add(submit(groups, atTheDisk::incrementAndGet));
        awaitWaiting(groups, 2);
        back.countDown();
        await(all);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(failing::get)
                .withMessageEndingWith("broken");
        groups.run(atTheDisk::incrementAndGet);
        assertThat(atTheDisk).hasValue(3);
    }

    /** A sync of an interrupted thread fails by itself; it must not wait for one that hangs. */
    @Test
    void interruptedThreadWaitsNoLongerAndStaysInterrupted() throws Exception {
        GroupCommit groups = new GroupCommit(1, EVER);
        List<Future<?>> hanging = occupy(groups, 1);
        boolean[] interrupted = new boolean[1];
        Thread thread = new Thread(() -> {
            try {
                groups.run(() -> interrupted[0] = Thread.currentThread().isInterrupted());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        awaitWaiting(groups, 1);
        thread.interrupt();
        thread.join();
        assertThat(interrupted[0]).isTrue();
        assertThat(groups.waiting()).isZero();
        back.countDown();
        await(hanging);
        groups.run(atTheDisk::incrementAndGet);
    }

    @Test
    void syncThatHangsDoesNotKeepOthersForEver() throws Exception {
        GroupCommit groups = new GroupCommit(1, Duration.ofMillis(1));
        List<Future<?>> hanging = occupy(groups, 1);
        for (int number = 0; number < 3; number++) {
            groups.run(atTheDisk::incrementAndGet);
        }
        assertThat(atTheDisk).hasValue(4);
        assertThat(groups.waiting()).isZero();
        back.countDown();
        await(hanging);
    }

    /** Returns when so many syncs are at the disk, where they stay. */
    private List<Future<?>> occupy(GroupCommit groups, int syncs) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(syncs);
        List<Future<?>> all = new ArrayList<>();
        for (int number = 0; number < syncs; number++) {
            all.add(submit(groups, () -> {
                atTheDisk.incrementAndGet();
                there.countDown();
                await(back);
            }));
        }
        there.await();
        return all;
    }

    private Future<?> submit(GroupCommit groups, GroupCommit.Sync sync) {
        return threads.submit(() -> {
            groups.run(sync);
            return null;
        });
    }

    private static void awaitWaiting(GroupCommit groups, int syncs) throws InterruptedException {
        while (groups.waiting() < syncs) {
            Thread.sleep(1);
        }
    }

    private static void await(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            each.get();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
