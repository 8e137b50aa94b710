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
import org.stowage.token.Verdict;

/**
 * An upload under way. It ends once, by what comes first: it is stored, it fails, or its client goes away. The end cannot be
 * missed: answer, count, file with its room, and request each come to their end although another throws.
 */
final class RunningUpload {

    private final Exchange exchange;
    private final Verdict.Granted granted;
    private final PendingUpload upload;
    private final Takedowns takedowns;
    private final StoreTurns turns;
    private final TransferEnd end = new TransferEnd(this::finish);
    private volatile @Nullable Thread atTheBody;
    private volatile @Nullable AsyncContext async;
    private volatile boolean listened;
    private volatile @Nullable UnreadBody rest;
    private volatile long received;

    /** Nothing has come yet. */
    RunningUpload(
            Exchange exchange, Verdict.Granted granted, PendingUpload upload, Takedowns takedowns, StoreTurns turns) {
        this.exchange = exchange;
        this.granted = granted;
        this.upload = upload;
        this.takedowns = takedowns;
        this.turns = turns;
    }

    /** Tells whether the upload has ended; then the body must not be read any more. */
    boolean isOver() {
        return end.isTold();
    }

    /** Begins a step of the body, in a turn of the store, unless the end has come: {@link #leave} must follow only if this returns true. */
    boolean enter() {
        return end.enter();
    }

    /** Ends a step. If somebody else has told the end meanwhile, it comes now. */
    void leave() {
        atTheBody = Thread.currentThread();
        end.leave();
        atTheBody = null;
    }

    /** Tells whether all bytes have come. */
    boolean isWhole() {
        return received == granted.slot().size();
    }

    /** Has the request answered when the upload ends, and not when the servlet returns. */
    void outlivesTheServlet(AsyncContext context) {
        async = context;
    }

    /** Is told that the server will say when more of the body comes, also after a refusal. */
    void isListenedTo() {
        listened = true;
    }

    /** Stores bytes of the body; ends the upload if they cannot be stored. One thread at a time is at the body. */
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

    /** Ends with a published file, unless it is banned, or another was faster. */
    void publish() {
        end.tell(() -> answer(this::publishAndAnswer));
    }

    /** Ends by a failure: of the store, or a mistake of ours. */
    void fail(Throwable cause) {
        end.tell(() -> answer(() -> exchange.refuse(cause)));
    }

    /** Ends because the client has gone. */
    void breakOff(Throwable cause) {
        end.tell(() -> answer(() -> exchange.brokenOff(received, cause)));
    }

    /** Ends although the client may still be there, who is told by the connection or stream being closed. */
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
            exchange.refuse(Refusal.EXISTS, "another upload of it was faster");
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

    /** Has a thread of the server do something that may wait. */
    void elsewhere(Runnable work) {
        try {
            Objects.requireNonNull(async).start(work);
        } catch (Throwable e) {
            // The server has no thread for it, mostly because it is stopping, or because the request is over for it.
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

    /** Begins to drop what the client still sends, so that it can read the refusal; returns whether that ends the request. */
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

    /** Returns who reads what comes after a refusal in the middle of the body. */
    Optional<UnreadBody> rest() {
        return Optional.ofNullable(rest);
    }
}
