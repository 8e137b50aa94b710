package org.stowage.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.s3.RecentEntries.LookUp;

/** How long what the store has told is taken for true. */
final class RecentEntriesTest {

    private static final Fingerprint NAME = Fingerprint.of(new FileKey("a"));
    private static final long BOUND = TimeUnit.SECONDS.toNanos(RecentEntries.SECONDS);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final RecentEntries recent = new RecentEntries(now::get);

    @Test
    void answerIsToldUntilItsQuestionIsTooOld() {
        LookUp question = recent.ask(NAME);
        now.addAndGet(BOUND / 2);
        recent.answer(question, entry(NAME, "1"));
        assertThat(recent.get(NAME)).contains(entry(NAME, "1"));
        now.addAndGet(BOUND / 2 - 1);
        assertThat(recent.get(NAME)).contains(entry(NAME, "1"));
        now.incrementAndGet();
        assertThat(recent.get(NAME)).isEmpty();
    }

    @Test
    void answerToAnOlderQuestionDoesNotReplaceThatToANewerOne() {
        LookUp older = recent.ask(NAME);
        now.incrementAndGet();
        recent.answer(recent.ask(NAME), entry(NAME, "2"));
        recent.answer(older, entry(NAME, "1"));
        assertThat(recent.get(NAME)).contains(entry(NAME, "2"));
    }

    @Test
    void changeByThisProcessIsSeenAtOnce() {
        recent.answer(recent.ask(NAME), entry(NAME, "1"));
        recent.changed(NAME);
        assertThat(recent.get(NAME)).isEmpty();
    }

    @Test
    void answerToAQuestionFromBeforeAChangeIsNotKept() {
        LookUp question = recent.ask(NAME);
        recent.changed(NAME);
        recent.answer(question, entry(NAME, "1"));
        assertThat(recent.get(NAME)).isEmpty();
        recent.answer(recent.ask(NAME), entry(NAME, "2"));
        assertThat(recent.get(NAME)).contains(entry(NAME, "2"));
    }

    @Test
    void whatWasNotAskedForTheLongestTimeIsForgottenIfTheyAreTooMany() {
        recent.answer(recent.ask(NAME), entry(NAME, "1"));
        for (int number = 1; number < RecentEntries.MOST; number++) {
            answerFor(number);
        }
        assertThat(recent.get(NAME)).as("asked for again").isPresent();
        answerFor(RecentEntries.MOST);
        assertThat(recent.get(NAME)).isPresent();
        assertThat(recent.get(name(1))).isEmpty();
        assertThat(recent.get(name(2))).isPresent();
    }

    private void answerFor(int number) {
        recent.answer(recent.ask(name(number)), entry(name(number), "1"));
    }

    private static Fingerprint name(int number) {
        return Fingerprint.of(new FileKey("f" + number));
    }

    private static Entry entry(Fingerprint name, String version) {
        return new Tombstone(name, Instant.EPOCH, Reason.DELETED, null, version);
    }
}
