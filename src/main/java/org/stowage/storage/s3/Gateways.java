package org.stowage.storage.s3;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.stowage.storage.s3.Gateway.Trust;

/**
 * All URLs of one object store, which are used by turns. As soon as one was probed, those that were not are left alone. Safe for any number of
 * threads.
 */
final class Gateways implements AutoCloseable {

    private final BucketPlace place;
    private final List<Gateway> all;
    private final CallThreads threads;
    private final AtomicInteger turn = new AtomicInteger();

    private Gateways(BucketPlace place, List<Gateway> all, CallThreads threads) {
        this.threads = threads;
        this.place = place;
        this.all = all;
    }

    /** Opens them; nothing is asked yet. */
    static Gateways open(BucketAccess bucket, LongSupplier nanos) {
        CallThreads threads = new CallThreads();
        List<Gateway> gateways = bucket.place()
                .ways()
                .map(way -> new Gateway(Clients.open(way, bucket.key()), threads, way, nanos))
                .toList();
        return new Gateways(bucket.place(), gateways, threads);
    }

    /** Returns only this one of them, which is closed with the others. */
    Gateways only(Gateway one) {
        return new Gateways(one.place(), List.of(one), threads);
    }

    /** Returns the bucket, with all ways to it. */
    BucketPlace place() {
        return place;
    }

    List<Gateway> all() {
        return all;
    }

    /** Returns which one to ask next: one that answers, if there is one. */
    Gateway next() {
        List<Gateway> usable = usable();
        int first = Math.floorMod(turn.getAndIncrement(), usable.size());
        for (int i = 0; i < usable.size(); i++) {
            Gateway gateway = usable.get((first + i) % usable.size());
            if (gateway.isUp() || gateway.takeTrial()) {
                return gateway;
            }
        }
        return usable.get(first);
    }

    /** Tells whether one of them answers, as far as is known. */
    boolean isAnyUp() {
        return usable().stream().anyMatch(Gateway::isUp);
    }

    private List<Gateway> usable() {
        List<Gateway> proven = with(Trust.PROVEN).toList();
        return proven.isEmpty() ? all : proven;
    }

    /** Returns those that are trusted so. */
    Stream<Gateway> with(Trust trust) {
        return all.stream().filter(gateway -> gateway.trust() == trust);
    }

    @Override
    public void close() {
        threads.close();
        all.forEach(Gateway::close);
    }
}
