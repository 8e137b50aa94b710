package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How much of refused bodies is read. */
final class UnreadBodiesTest {

    private static final long LARGEST_FILE = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final UnreadBodies bodies = new UnreadBodies(nanos::get);

    @Test
    void moreThanTheLargestFileIsReadButNotForEver() {
        UnreadBodies.Permit place = bodies.take(LARGEST_FILE).orElseThrow();
        assertThat(place.allows((int) (UnreadBodies.BYTES + LARGEST_FILE - 1))).isTrue();
        assertThat(place.allows(1)).isFalse();
    }

    @Test
    void readingEndsWithItsTime() {
        UnreadBodies.Permit place = bodies.take(LARGEST_FILE).orElseThrow();
        nanos.addAndGet(UnreadBodies.TIME.toNanos());
        assertThat(place.allows(1)).isTrue();
        nanos.incrementAndGet();
        assertThat(place.allows(1)).isFalse();
    }

    @Test
    void permitThatIsReturnedIsFreeForAnother() {
        List<UnreadBodies.Permit> all = takeAll();
        assertThat(bodies.take(LARGEST_FILE)).isEmpty();
        all.get(7).leave();
        assertThat(bodies.take(LARGEST_FILE)).isPresent();
        assertThat(bodies.take(LARGEST_FILE)).isEmpty();
    }

    /** WildFly does not report the end of an HTTP/2 connection. */
    @Test
    void permitThatIsNotReturnedIsFreeAfterItsTime() {
        List<UnreadBodies.Permit> all = takeAll();
        nanos.addAndGet(UnreadBodies.TIME.toNanos() + 1);
        assertThat(takeAll()).hasSize(UnreadBodies.AT_ONCE);
        all.forEach(UnreadBodies.Permit::leave);
        assertThat(bodies.take(LARGEST_FILE)).isEmpty();
    }

    private List<UnreadBodies.Permit> takeAll() {
        List<UnreadBodies.Permit> all = new ArrayList<>();
        for (int i = 0; i < UnreadBodies.AT_ONCE; i++) {
            all.add(bodies.take(LARGEST_FILE).orElseThrow());
        }
        return all;
    }
}
