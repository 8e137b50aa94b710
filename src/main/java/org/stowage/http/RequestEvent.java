package org.stowage.http;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.stowage.config.Settings.LogDetail;
import org.stowage.storage.StoredFile;
import org.stowage.token.Verdict;

/** An outcome of a request. The counters, the audit log and the log are told of it, in this order. */
sealed interface RequestEvent {

    /** Returns the outcome in the words of the log line, such as {@code 201 stored}. */
    String outcome();

    /** Returns further details for the log line; may be empty. */
    String detail();

    /** Returns the level of the log line. */
    default Level level() {
        return Level.INFO;
    }

    /** Returns the lowest detail setting of the log that includes this line. */
    default LogDetail loggedWith() {
        return LogDetail.REFUSALS;
    }

    /** Returns the exception whose stack trace is logged, if the cause is a bug in Stowage. */
    default @Nullable Throwable mistake() {
        return null;
    }

    /**
     * An upload is stored.
     *
     * @param granted what its token has proven
     * @param file the stored file
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
     * @param file the deleted file, or nothing if there was none
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
     * @param refusal the reason
     * @param detail for the log; may be empty
     * @param failure the exception that caused the refusal, if any
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
     * @param received how many bytes of the body had arrived
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
     * @param plan the answer
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
     * The store failed in the middle of a download; the client only notices that the connection breaks off.
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
