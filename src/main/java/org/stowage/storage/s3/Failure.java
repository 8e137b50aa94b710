package org.stowage.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoreUnavailableException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why the object store did not do what it was asked.
 *
 * @param cause as the SDK tells it
 * @param bucket what was asked
 */
record Failure(SdkException cause, BucketPlace bucket) {

    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int CONDITION_FAILED = 412;
    private static final int TOO_MANY = 429;

    /** There is no such object; the bucket is there. */
    boolean isNotFound() {
        return status() == NOT_FOUND && !code().equals("NoSuchBucket");
    }

    boolean isConditionFailed() {
        return status() == CONDITION_FAILED;
    }

    /** The object is shorter than the first byte that was asked for. */
    boolean isBeyondTheEnd() {
        return status() == 416;
    }

    /** The same again may succeed. What was asked may have been done. */
    boolean mayPass() {
        return !isInterruption()
                && !isTls()
                && !isWithoutKeys()
                && !isUnusable()
                && (status() == 0 || mayPass(status()));
    }

    private static boolean mayPass(int status) {
        return (status >= 500 && status != 501)
                || status == REQUEST_TIMEOUT
                || status == CONFLICT
                || status == TOO_MANY;
    }

    /** Another way to the same store may lead to an answer: this one did not, or to something that is not the store. */
    boolean isOfTheGateway() {
        return status() == 0
                ? !isInterruption() && !isWithoutKeys()
                : status() >= 500 && status() != 501 && code().isEmpty();
    }

    /** Returns what to throw. */
    IOException toThrow() {
        if (isInterruption()) {
            Thread.currentThread().interrupt();
            return new InterruptedIOException("the thread was interrupted while it waited for " + bucket);
        }
        if (code().equals("NoSuchBucket")) {
            return new StoreMissingException(
                    bucket + " does not exist", "create it, or set stowage.s3.bucket and stowage.s3.endpoint right");
        }
        return new StoreUnavailableException(bucket + " " + sentence(), mayPass(), cause);
    }

    private String sentence() {
        if (status() > 0) {
            return ofAnswer();
        }
        if (isTls()) {
            return "cannot be trusted: TLS failed (" + words(SSLException.class)
                    + "); its certificate must be signed by an authority that this Java runtime knows, for the host name of"
                    + " stowage.s3.endpoint";
        }
        if (isWithoutKeys()) {
            return "cannot be asked: no credentials were found; set stowage.s3.access-key and stowage.s3.secret-key";
        }
        if (isUnusable()) {
            return "answered something that is not S3: " + wordsOf(root()) + "; set stowage.s3.endpoint right";
        }
        if (find(UnknownHostException.class).isPresent()) {
            return "cannot be reached: its host name is not known; set stowage.s3.endpoint right";
        }
        return isTimeout() ? "did not answer in time" : "cannot be reached: " + wordsOf(root());
    }

    private String ofAnswer() {
        return switch (code()) {
            case "RequestTimeTooSkewed" ->
                "refuses requests because the clocks differ by more than 15 minutes;"
                        + " set the clock of this machine right, or that of the store";
            case "InvalidAccessKeyId" -> "does not know stowage.s3.access-key";
            case "SignatureDoesNotMatch" ->
                "does not accept the signature: stowage.s3.secret-key or stowage.s3.region is wrong";
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException" ->
                "is in another" + " region; set stowage.s3.region and stowage.s3.endpoint right";
            default ->
                status() == 403 || status() == 401
                        ? "denies access: stowage.s3.access-key is wrong, or may not read, write, list and delete there"
                        : ("answered " + status() + " " + code()).strip();
        };
    }

    private boolean isInterruption() {
        return cause instanceof AbortedException
                || find(InterruptedException.class).isPresent();
    }

    /** There was no answer, or not all of it, in the time that it was given. */
    boolean isTimeout() {
        return cause instanceof ApiCallTimeoutException
                || cause instanceof ApiCallAttemptTimeoutException
                || find(InterruptedIOException.class).isPresent();
    }

    private boolean isUnusable() {
        return find(UnusableAnswerException.class).isPresent()
                || (find(XMLStreamException.class).isPresent()
                        && find(IOException.class).isEmpty());
    }

    private boolean isTls() {
        return find(SSLException.class).isPresent();
    }

    private boolean isWithoutKeys() {
        return status() == 0 && String.valueOf(cause.getMessage()).startsWith("Unable to load credentials");
    }

    private int status() {
        return cause instanceof AwsServiceException answer ? answer.statusCode() : 0;
    }

    private String code() {
        if (!(cause instanceof AwsServiceException answer) || answer.awsErrorDetails() == null) {
            return "";
        }
        return Optional.ofNullable(answer.awsErrorDetails().errorCode()).orElse("");
    }

    private String words(Class<? extends Throwable> type) {
        return find(type).map(Throwable::getMessage).orElse("");
    }

    /** One line. */
    private static String wordsOf(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).stream()
                .flatMap(String::lines)
                .findFirst()
                .orElseGet(() -> failure.getClass().getSimpleName());
    }

    private Throwable root() {
        Throwable root = cause;
        for (@Nullable Throwable next = cause; next != null; next = next.getCause()) {
            root = next;
        }
        return root;
    }

    private Optional<Throwable> find(Class<? extends Throwable> type) {
        for (@Nullable Throwable next = cause; next != null; next = next.getCause()) {
            if (type.isInstance(next)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
