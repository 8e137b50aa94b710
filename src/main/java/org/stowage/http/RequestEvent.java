package org.stowage.http;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.stowage.config.Settings.LogDetail;
import org.stowage.storage.StoredFile;
import org.stowage.token.Verdict;

/** Something that a request has come to. The counters, the audit log and the log are told of it, in this order. */
sealed interface RequestEvent {

    /** Returns what the line in the log says has happened, such as {@code 201 stored}. */
    String outcome();

    /** Returns what the line says besides; may be empty. */
    String detail();

    /** Returns how urgent the line is. */
    default Level level() {
        return Level.INFO;
    }

    /** Returns the detail of the log that has such lines. */
    default LogDetail loggedWith() {
        return LogDetail.REFUSALS;
    }

    /** Returns the mistake of ours whose stack trace is logged, if it was one. */
    default @Nullable Throwable mistake() {
        return null;
    }

    /**
     * An upload is stored.
     *
     * @param granted what its token has proven
     * @param file that is there now
     */
    record Stored(Verdict.Granted granted, StoredFile file) implements RequestEvent {

        @Override
        public String outcome() {
            return "201 stored";
        }

        @Override
        public String detail() {
            return "contract=" + granted.contract() + " secret=" + granted.secretId();
        }

        @Override
        public LogDetail loggedWith() {
            return LogDetail.UPLOADS;
        }
    }

    /**
     * A deletion was allowed.
     *
     * @param file that is gone, or nothing if there was none
     * @param secretId the secret that signed it
     */
    record Deleted(Optional<StoredFile> file, String secretId) implements RequestEvent {

        @Override
        public String outcome() {
            return file.isPresent() ? "204 deleted" : "202 not-deleted";
        }

        @Override
        public String detail() {
            return "secret=" + secretId;
        }
    }

    /**
     * The request is refused.
     *
     * @param refusal why
     * @param detail for the log; may be empty
     * @param failure what has failed, if something has
     */
    record Refused(Refusal refusal, String detail, @Nullable Throwable failure) implements RequestEvent {

        @Override
        public String outcome() {
            return refusal.status() + " " + refusal.code();
        }

        @Override
        public Level level() {
            return refusal.status() >= 500 ? Level.WARNING : Level.INFO;
        }

        @Override
        public @Nullable Throwable mistake() {
            return refusal == Refusal.INTERNAL ? failure : null;
        }
    }

    /**
     * The client gave up an upload.
     *
     * @param received how many bytes of the body had come
     * @param cause as the server told it
     */
    record UploadBrokenOff(long received, Throwable cause) implements RequestEvent {

        @Override
        public String outcome() {
            return "broken-off";
        }

        @Override
        public String detail() {
            return "received=" + received + " cause=" + cause;
        }
    }

    /**
     * Status and header fields of a download are sent.
     *
     * @param plan what follows
     */
    record DownloadBegun(DownloadPlan plan) implements RequestEvent {

        @Override
        public String outcome() {
            return plan.status() + " sent";
        }

        @Override
        public String detail() {
            return "";
        }

        @Override
        public LogDetail loggedWith() {
            return LogDetail.DOWNLOADS;
        }
    }

    /**
     * The client did not wait for the end of the answer.
     *
     * @param cause as the server told it
     */
    record Abandoned(Throwable cause) implements RequestEvent {

        @Override
        public String outcome() {
            return "abandoned";
        }

        @Override
        public String detail() {
            return "cause=" + cause;
        }

        @Override
        public Level level() {
            return Level.FINE;
        }
    }

    /**
     * The store failed in the middle of a download, which the client can only see break off.
     *
     * @param cause as the store told it
     */
    record StoreFailed(IOException cause) implements RequestEvent {

        @Override
        public String outcome() {
            return "store-failed";
        }

        @Override
        public String detail() {
            return "cause=" + cause;
        }

        @Override
        public Level level() {
            return Level.WARNING;
        }
    }
}
