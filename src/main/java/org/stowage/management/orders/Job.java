package org.stowage.management.orders;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.retention.DeletionResult;
import org.stowage.retention.DeletionWatch;
import org.stowage.storage.StoredFile;

/** An order that was given: waiting, under way, or over. */
final class Job implements DeletionWatch {

    private final String id;
    private final JobOrder order;
    private final String admin;
    private final Instant given;
    private volatile JobState state = JobState.WAITING;
    private volatile boolean stopped;
    private volatile int percent;
    private volatile DeletionResult soFar = new DeletionResult(0, 0, 0, 0);
    private volatile @Nullable Instant begun;
    private volatile @Nullable Instant ended;
    private volatile @Nullable ErasureRecord record;
    private volatile String sentence;

    Job(String id, JobOrder order, String admin, Instant given, String plan) {
        this.id = id;
        this.order = order;
        this.admin = admin;
        this.given = given;
        this.sentence = plan;
    }

    /** Where a job is. */
    enum JobState {
        /** Others come before. */
        WAITING,
        /** It is carried out. */
        RUNNING,
        /** An admin has ended it. */
        STOPPED,
        /** All is done. */
        DONE,
        /** Some files could not be read or removed. */
        INCOMPLETE,
        /** The store could not be read or written. */
        FAILED
    }

    String id() {
        return id;
    }

    JobOrder order() {
        return order;
    }

    String admin() {
        return admin;
    }

    boolean isOver() {
        return ended != null;
    }

    /** Ends the job before its next file. */
    void stop() {
        stopped = true;
    }

    synchronized void begin(Instant now, @Nullable ErasureRecord erasure) {
        record = erasure;
        begun = now;
        state = JobState.RUNNING;
    }

    synchronized void end(Instant now, JobState outcome, String words) {
        sentence = words;
        state = outcome;
        percent = outcome == JobState.DONE ? 100 : percent;
        ended = now;
    }

    void result(DeletionResult result) {
        soFar = result;
    }

    @Override
    public boolean goesOn() {
        return !stopped;
    }

    @Override
    public void deleted(StoredFile file) {
        soFar = soFar.plus(new DeletionResult(1, file.size(), 0, 0));
        ErasureRecord erasure = record;
        if (erasure != null) {
            erasure.removed(file);
        }
    }

    @Override
    public void looked(int parts, int of, DeletionResult result) {
        soFar = result;
        percent = 100 * parts / of;
    }

    /** Returns what the job is at one moment: if it has ended, with its outcome. */
    synchronized JobItem item() {
        DeletionResult now = soFar;
        return new JobItem(
                id,
                order.action().toString(),
                order.subject().toString(),
                admin,
                state.name().toLowerCase(Locale.ROOT),
                percent,
                now.files(),
                now.bytes(),
                now.unreadable() + now.failed(),
                given,
                begun,
                ended,
                sentence,
                Optional.ofNullable(record).filter(ErasureRecord::isSigned).isPresent());
    }
}
