package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only a few turns are under way at once; other work waits in order, and not for ever. */
final class StoreTurnsTest {

    private final List<String> called = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5;
    private final StoreTurns turns = new StoreTurns(2, () -> now);

    @Test
    void thirdWaitsUntilOneHasLeft() {
        assertThat(turns.enter()).isTrue();
        assertThat(turns.enter()).isTrue();
        assertThat(turns.enter()).isFalse();
        turns.await(() -> called.add("third"));
        assertThat(called).isEmpty();
        turns.leave();
        assertThat(called).containsExactly("third");
        assertThat(turns.enter()).as("a place that is promised").isFalse();
        assertThat(turns.enterCalled()).isTrue();
    }

    @Test
    void waitingWorkIsCalledInOrder() {
        fill();
        turns.await(() -> called.add("first"));
        turns.await(() -> called.add("second"));
        turns.leave();
        assertThat(turns.enterCalled()).isTrue();
        assertThat(turns.enter()).isFalse();
        turns.leave();
        assertThat(called).containsExactly("first", "second");
    }

    @Test
    void workThatIsQueuedWhenThereIsRoomIsCalledAtOnce() {
        turns.await(() -> called.add("only"));
        assertThat(called).containsExactly("only");
    }

    @Test
    void placeOfCalledWorkThatDoesNotComeIsGivenToTheNext() {
        fill();
        turns.await(() -> {
            called.add("gone");
            throw new IllegalStateException("its request is over");
        });
        turns.await(() -> called.add("next"));
        turns.leave();
        assertThat(called).containsExactly("gone");
        turns.look();
        assertThat(called).containsExactly("gone", "next");
    }

    @Test
    void calledWorkThatComesTooLateWaitsAgain() {
        fill();
        turns.await(() -> called.add("late"));
        turns.leave();
        turns.look();
        assertThat(turns.enter()).isTrue();
        assertThat(turns.enterCalled()).isFalse();
    }

    @Test
    void workThatMayGiveUpDoesSoWhenTheStoreStalls() {
        fill();
        turns.await(new Request());
        turns.await(() -> called.add("transfer"));
        now += StoreTurns.PATIENCE.toNanos() - 1;
        turns.look();
        assertThat(called).isEmpty();
        now++;
        turns.look();
        assertThat(called).containsExactly("given up");
        turns.leave();
        assertThat(called).containsExactly("given up", "transfer");
    }

    @Test
    void noWorkGivesUpWhileTheStoreMoves() {
        fill();
        turns.await(new Request());
        turns.await(new Request());
        for (int i = 0; i < 100; i++) {
            now += StoreTurns.PATIENCE.toNanos() - 1;
            turns.look();
            turns.leave();
            turns.enterCalled();
        }
        assertThat(called).containsExactly("goes on", "goes on");
    }

    @Test
    void withoutALimitNoWorkWaits() {
        StoreTurns free = StoreTurns.unlimited();
        for (int i = 0; i < 1000; i++) {
            assertThat(free.enter()).isTrue();
        }
    }

    private void fill() {
        turns.enter();
        turns.enter();
    }

    private final class Request implements StoreTurns.Waiting {

        @Override
        public void goOn() {
            called.add("goes on");
        }

        @Override
        public boolean givesUp() {
            called.add("given up");
            return true;
        }
    }
}
