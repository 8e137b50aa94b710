package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.Ban.Kind;

/** What every repository promises of its bans; each backend runs all of it. */
@Timeout(120)
public abstract class BansContract {

    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05.678Z");

    /** Returns the bans under test, none before each test. */
    protected abstract Bans bans();

    /** Returns how often something is banned while others ask: less often where each ban takes its time. */
    protected int rounds() {
        return 500;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAddedIsBannedUntilItIsRemoved(Kind kind) throws IOException {
        Ban ban = new Ban(kind, "x", SINCE, "spam, \"again\"");
        assertThat(bans().has(kind, "x")).isFalse();
        assertThat(bans().add(ban)).isTrue();
        assertThat(bans().has(kind, "x")).isTrue();
        assertThat(bans().all(kind)).containsExactly(ban);
        assertThat(bans().remove(kind, "x")).isTrue();
        assertThat(bans().has(kind, "x")).isFalse();
        assertThat(bans().all(kind)).isEmpty();
        assertThat(bans().remove(kind, "x")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void kindsAreApart(Kind kind) throws IOException {
        bans().add(new Ban(kind, "x", SINCE, ""));
        for (Kind other : Kind.values()) {
            assertThat(bans().has(other, "x")).isEqualTo(other == kind);
            assertThat(bans().kinds()).containsExactly(kind);
            assertThat(bans().all(other)).hasSize(other == kind ? 1 : 0);
        }
    }

    /** A look of another thread that began before the ban must not hide it. */
    @Test
    void banCountsAtOnceWhileOthersAsk() throws Exception {
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            AtomicBoolean over = new AtomicBoolean();
            List<Future<?>> asking = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                asking.add(others.submit(() -> {
                    while (!over.get()) {
                        bans().kinds();
                    }
                    return null;
                }));
            }
            for (int i = 0; i < rounds(); i++) {
                bans().add(new Ban(Kind.OWNER, "x", SINCE, ""));
                assertThat(bans().hadAny(Kind.OWNER)).as("ban %d", i).isTrue();
                bans().remove(Kind.OWNER, "x");
                assertThat(bans().hadAny(Kind.OWNER)).as("after ban %d", i).isFalse();
            }
            over.set(true);
            for (Future<?> one : asking) {
                one.get();
            }
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void secondBanOfTheSameLeavesTheFirst() throws IOException {
        Ban first = new Ban(Kind.OWNER, "x", SINCE, "first");
        bans().add(first);
        assertThat(bans().add(new Ban(Kind.OWNER, "x", SINCE.plusSeconds(1), "second")))
                .isFalse();
        assertThat(bans().all(Kind.OWNER)).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "a/b", "a/../b", "ROMEO@montague.example", "jülïet@☃.example", "\u2028\"\\"})
    void valueIsTakenAsItIs(String value) throws IOException {
        Ban ban = new Ban(Kind.OWNER, value, SINCE, value);
        bans().add(new Ban(Kind.OWNER, "romeo@montague.example", SINCE.plusSeconds(1), ""));
        assertThat(bans().has(Kind.OWNER, value)).isFalse();
        bans().add(ban);
        assertThat(bans().has(Kind.OWNER, value)).isTrue();
        assertThat(bans().all(Kind.OWNER)).hasSize(2).startsWith(ban);
    }

    @Test
    void longestOwnerCanBeBanned() throws IOException {
        String owner = "ü".repeat(1500);
        bans().add(new Ban(Kind.OWNER, owner, SINCE, "w".repeat(500)));
        assertThat(bans().has(Kind.OWNER, owner)).isTrue();
        assertThat(bans().all(Kind.OWNER)).extracting(Ban::value).containsExactly(owner);
    }

    @Test
    void oldestIsListedFirst() throws IOException {
        for (int second : new int[] {3, 1, 2}) {
            bans().add(new Ban(Kind.PATH, "a/" + second, SINCE.plusSeconds(second), ""));
        }
        assertThat(bans().all(Kind.PATH)).extracting(Ban::value).containsExactly("a/1", "a/2", "a/3");
    }

    @Test
    void ofManyAdditionsExactlyOneIsTheFirst() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                Ban ban = new Ban(Kind.CONTENT, "c" + round, SINCE, "");
                List<Future<Boolean>> additions = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    additions.add(threads.submit(() -> bans().add(ban)));
                }
                int first = 0;
                for (Future<Boolean> addition : additions) {
                    first += addition.get() ? 1 : 0;
                }
                assertThat(first).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void pathOfATenantIsNotThatOfAnother() {
        assertThat(Ban.valueOf(new FileKey("a b/très"))).isEqualTo("a%20b/tr%C3%A8s");
        assertThat(Ban.valueOf(new FileKey("montague", "a b"))).isEqualTo("montague a%20b");
    }
}
