package org.stowage.management.traffic;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last {@value #KEPT} refusals of this deployment. Safe for any number of threads. */
public final class RecentRefusals {

    /** How many are kept. */
    static final int KEPT = 500;

    /** A longer text of a client is not kept, so that all of them take a few megabytes at most. */
    private static final int LONGEST = 8 << 10;

    private final Clock clock;
    private final Deque<RefusedRequest> latestFirst = new ArrayDeque<>();
    private long last;

    /** Takes the times from a clock. */
    public RecentRefusals(Clock clock) {
        this.clock = clock;
    }

    /** Adds a refusal; the oldest one is forgotten if there are too many. */
    public void add(
            RefusedRequest.RefusedClaim claim,
            int status,
            String code,
            String sentence,
            String detail,
            @Nullable String owner) {
        RefusedRequest.RefusedClaim kept = cut(claim);
        synchronized (this) {
            latestFirst.addFirst(
                    new RefusedRequest(++last, clock.instant(), kept, status, code, sentence, detail, owner));
            if (latestFirst.size() > KEPT) {
                latestFirst.removeLast();
            }
        }
    }

    /** Returns the last refusals that meet a condition, the last one first. */
    public synchronized List<RefusedRequest> last(int limit, Predicate<RefusedRequest> condition) {
        return latestFirst.stream().filter(condition).limit(limit).toList();
    }

    /** Returns the refusal with a number, if it is still known. */
    public synchronized Optional<RefusedRequest> find(long id) {
        return latestFirst.stream().filter(refused -> refused.id() == id).findFirst();
    }

    /** Returns how many are known. */
    public synchronized int size() {
        return latestFirst.size();
    }

    private static RefusedRequest.RefusedClaim cut(RefusedRequest.RefusedClaim claim) {
        return new RefusedRequest.RefusedClaim(
                claim.method(),
                claim.url().length() > LONGEST
                        ? claim.path()
                                .substring(0, Math.min(LONGEST, claim.path().length()))
                        : claim.url(),
                claim.length(),
                isShort(claim.type()) ? claim.type() : null,
                isShort(claim.authorization()) ? claim.authorization() : null,
                claim.client(),
                claim.request());
    }

    private static boolean isShort(@Nullable String text) {
        return text == null || text.length() <= LONGEST;
    }
}
