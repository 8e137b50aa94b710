package org.stowage.http;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.http.IndependentSteps.Step;
import org.stowage.http.undertow.UndertowConnection;
import org.stowage.http.undertow.UndertowThreads;
import org.stowage.retention.PublicationResult;
import org.stowage.retention.Takedowns;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.token.Verdict;

/**
 * An upload under way. It ends exactly once: it is stored, it fails, or its client goes away, whichever comes first. At
 * the end it is answered and counted, its pending file and reserved room are released, and the request is completed;
 * each of these happens even if another throws.
 */
final class RunningUpload {

    private final Exchange exchange;
    private final Verdict.Granted granted;
    private final PendingUpload upload;
    private final Takedowns takedowns;
    private final StoreTurns turns;
    private final TransferEnd end = new TransferEnd(this::finish);
    private final TransferEntry entry;
    private volatile @Nullable Thread atTheBody;
    private volatile @Nullable AsyncContext async;
    private volatile boolean listened;
    private volatile @Nullable UnreadBody rest;
    private volatile long received;

    /** Begins with no byte received. */
    RunningUpload(
            Exchange exchange, Verdict.Granted granted, PendingUpload upload, Takedowns takedowns, StoreTurns turns) {
        this.exchange = exchange;
        this.granted = granted;
        this.upload = upload;
        this.takedowns = takedowns;
        this.turns = turns;
        this.entry = new TransferEntry(exchange.deployment().traffic().transfers());
    }

    /** Tells whether the upload has ended; then no thread may read the body any more. */
    boolean isOver() {
        return end.isTold();
    }

    /**
     * Begins a step of the body, within a turn at the store, unless the upload has ended. {@link #leave} must follow
     * if, and only if, this returns true.
     */
    boolean enter() {
        return end.enter();
    }

    /** Ends a step. If another thread has reported the end meanwhile, the upload ends now. */
    void leave() {
        atTheBody = Thread.currentThread();
        end.leave();
        atTheBody = null;
    }

    /** Tells whether all bytes have been received. */
    boolean isWhole() {
        return missing() == 0;
    }

    /** Returns how many bytes have not been received yet. */
    long missing() {
        return granted.slot().size() - received;
    }

    /** Lets the request last until the upload ends, beyond the return of the servlet. */
    void outlivesTheServlet(AsyncContext context) {
        async = context;
    }

    /** Lists the upload among the transfers under way, where an admin may end it. */
    void waitsForItsClient() {
        Slot slot = granted.slot();
        IOException cause = new IOException("an administrator ended the upload");
        entry.add(new TransferEntry.ShownTransfer(
                true,
                slot.key(),
                slot.owner(),
                exchange.shownClient(),
                slot.size(),
                () -> received,
                () -> elsewhere(() -> cutOff(cause))));
    }

    /** Notes that the server calls a listener when more of the body arrives, also after a refusal. */
    void isListenedTo() {
        listened = true;
    }

    /**
     * Stores bytes of the body; ends the upload if they cannot be stored. Only one thread at a time handles the body.
     */
    synchronized void store(ByteBuffer bytes) {
        int length = bytes.remaining();
        try {
            received += length;
            exchange.meter().received(length);
            upload.write(bytes);
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Ends the upload by publishing the file, unless it is banned or another upload to the URL was faster. */
    void publish() {
        end.tell(() -> answer(this::publishAndAnswer));
    }

    /** Ends the upload because the store failed or Stowage has a bug. */
    void fail(Throwable cause) {
        end.tell(() -> answer(() -> exchange.refuse(cause)));
    }

    /** Ends the upload because the client has gone. */
    void breakOff(Throwable cause) {
        end.tell(() -> answer(() -> exchange.brokenOff(received, cause)));
    }

    /** Ends the upload although the client may still be there, and closes the connection or stream to tell it. */
    void cutOff(Throwable cause) {
        end.tell(() -> answer(() -> {
            exchange.brokenOff(received, cause);
            UndertowConnection.close(exchange.request());
        }));
    }

    private void publishAndAnswer() throws Exception {
        PublicationResult publication;
        try {
            publication = takedowns.publish(upload, granted.slot());
        } catch (FileAlreadyExistsException e) {
            exchange.refuse(Refusal.EXISTS, "another upload to this URL was faster");
            return;
        } catch (Throwable e) {
            exchange.refuse(e);
            return;
        }
        if (publication instanceof PublicationResult.Published published) {
            exchange.stored(granted, published.file());
        } else if (publication instanceof PublicationResult.Banned banned) {
            exchange.refuse(banned.kind());
        }
    }

    /** An I/O thread must not wait for a disk. */
    private void finish(Runnable answer) {
        boolean inTurn = Thread.currentThread().equals(atTheBody);
        if (inTurn || !UndertowThreads.isIoThread(exchange.request())) {
            finishHere(answer, inTurn);
        } else {
            elsewhere(() -> finishHere(answer, false));
        }
    }

    private void finishHere(Runnable answer, boolean inTurn) {
        answer.run();
        exchange.steps().run(exchange.meter()::uploadOver);
        exchange.steps().run(entry::remove);
        if (inTurn) {
            giveBack();
        } else {
            giveBackInTurn(turns.enter());
        }
    }

    private void answer(Step answer) {
        IndependentSteps steps = exchange.steps();
        if (!steps.run(answer)) {
            steps.run(exchange::answerFailure);
        }
    }

    private void giveBackInTurn(boolean entered) {
        turns.take(entered, this::giveBack, () -> elsewhere(() -> giveBackInTurn(turns.enterCalled())));
    }

    private boolean giveBack() {
        exchange.steps().run(upload::close);
        exchange.steps().run(this::complete);
        return false;
    }

    /** Runs work that may block, on a thread of the server. */
    void elsewhere(Runnable work) {
        try {
            Objects.requireNonNull(async).start(work);
        } catch (Throwable e) {
            // The server provides no thread, usually because it is stopping or because it has ended the request.
            work.run();
        }
    }

    private void complete() {
        AsyncContext context = async;
        if (context == null || (listened && exchange.isBodyLeft() && dropsRest(context))) {
            return;
        }
        try {
            context.complete();
        } catch (IllegalStateException e) {
            exchange.abandoned(e);
        }
    }

    /**
     * Begins to drop the rest of the body, so that the client can read the refusal; returns whether the
     * {@link UnreadBody} now completes the request.
     */
    private boolean dropsRest(AsyncContext context) {
        try {
            UnreadBody unread = new UnreadBody(exchange, context);
            rest = unread;
            unread.onDataAvailable();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Returns the reader of the rest of the body after a refusal in the middle of it. */
    Optional<UnreadBody> rest() {
        return Optional.ofNullable(rest);
    }
}
