package org.stowage.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What to ask next. Asked by all loops at once. */
interface Workload {

    /** Returns the next request; null if there is no more to do. */
    @Nullable
    Request next();

    /** Uploads new files of one size, up to {@code most} of them. */
    static Workload puts(String run, long size, long most) {
        return firstOf(most, number -> Request.put(Sample.of(run, number, size)));
    }

    /** Asks once for each file. */
    static Workload once(List<Sample> files) {
        return firstOf(files.size(), number -> Request.get(files.get((int) number)));
    }

    /** Asks for the files in turn, for ever. */
    static Workload gets(List<Sample> files) {
        AtomicLong turns = new AtomicLong();
        return () -> Request.get(inTurn(files, turns));
    }

    /** Asks for the descriptions of the files in turn, for ever. */
    static Workload heads(List<Sample> files) {
        AtomicLong turns = new AtomicLong();
        return () -> Request.head(inTurn(files, turns));
    }

    /** Asks for ranges of one length, anywhere in the files, for ever. */
    static Workload ranges(List<Sample> files, long length) {
        AtomicLong turns = new AtomicLong();
        return () -> {
            Sample file = inTurn(files, turns);
            return Request.range(file, ThreadLocalRandom.current().nextLong(file.size() - length + 1), length);
        };
    }

    private static Workload firstOf(long most, LongFunction<Request> requests) {
        AtomicLong numbers = new AtomicLong();
        return () -> {
            long number = numbers.getAndIncrement();
            return number < most ? requests.apply(number) : null;
        };
    }

    private static Sample inTurn(List<Sample> files, AtomicLong turns) {
        return files.get((int) (turns.getAndIncrement() % files.size()));
    }
}
