package org.stowage.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The calls of the object store that are needed. What may be repeated without harm is, a few times; what fails throws as {@link
 * Failure} says. Safe for any number of threads.
 */
final class ObjectClient implements AutoCloseable {

    /** The metadata of an object that tells which PUT has written it. */
    private static final String UPLOAD = "stowage-upload";

    private static final int TRIES = 3;
    private static final long FIRST_PAUSE_MILLIS = 100;

    /** For one that moves little. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A slower store than this is none. */
    private static final long LEAST_BYTES_PER_SECOND = 1 << 18;

    private final S3Client client;
    private final BucketPlace bucket;

    ObjectClient(S3Client client, BucketPlace bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** What the object store is asked. */
    interface Call<T> {
        T ask();
    }

    /**
     * What a HEAD tells.
     *
     * @param version its ETag
     * @param upload the id of the PUT that wrote it; empty if it has none
     */
    record Head(String version, String upload) {}

    BucketPlace bucket() {
        return bucket;
    }

    /** Looks an object up. */
    Optional<Head> head(String key) throws IOException {
        return patiently(() -> found(() -> {
            HeadObjectResponse answer = client.headObject(
                    request -> request.bucket(bucket.name()).key(key).overrideConfiguration(within(PATIENCE)));
            return new Head(bare(answer.eTag()), answer.metadata().getOrDefault(UPLOAD, ""));
        }));
    }

    /** Reads the last bytes of an object, all if it has fewer. */
    Optional<ObjectPart> tail(String key, int bytes) throws IOException {
        return patiently(() -> found(() -> {
            try {
                return get(key, "bytes=-" + bytes, null);
            } catch (SdkException e) {
                if (new Failure(e).isBeyondTheEnd()) {
                    return get(key, null, null);
                }
                throw e;
            }
        }));
    }

    /** Reads a small object. */
    Optional<ObjectPart> all(String key) throws IOException {
        return patiently(() -> found(() -> get(key, null, null)));
    }

    /**
     * Reads some bytes of an object. There are stores that look at the condition, then open what has taken the place of the object
     * meanwhile: their answer tells so.
     *
     * @return nothing if that version of it is gone
     */
    Optional<ObjectPart> range(String key, String version, long first, long length) throws IOException {
        String range = "bytes=" + first + "-" + (first + length - 1);
        return patiently(() -> found(() -> get(key, range, version)))
                .filter(piece -> piece.version().equals(version));
    }

    /**
     * Writes an object, or sees that its condition fails; asked once.
     *
     * @return the version of what is there now
     * @throws SdkException if it fails, or the condition does
     */
    String put(String key, ObjectBody body, String upload, PutCondition condition) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .metadata(Map.of(UPLOAD, upload))
                .ifNoneMatch(condition.mustBeFree() ? "*" : null)
                .ifMatch(quoted(condition.version()))
                .overrideConfiguration(within(PATIENCE.plusSeconds(body.size() / LEAST_BYTES_PER_SECOND)))
                .build();
        return bare(client.putObject(request, body.toSend()).eTag());
    }

    /** Writes an object whatever is there. */
    void put(String key, ObjectBody body) throws IOException {
        patiently(() -> put(key, body, UploadId.next(), PutCondition.NONE));
    }

    /**
     * Deletes an object, or sees that its condition fails; asked once.
     *
     * @param version that it must have; null for any
     * @throws SdkException if it fails, or the condition does
     */
    void deleteOnce(String key, @Nullable String version) {
        client.deleteObject(DeleteObjectRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .ifMatch(quoted(version))
                .overrideConfiguration(within(PATIENCE))
                .build());
    }

    /** Deletes an object, if it is there. */
    void delete(String key) throws IOException {
        patiently(() -> {
            deleteOnce(key, null);
            return true;
        });
    }

    /** Returns the keys that begin so. */
    List<String> list(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        @Nullable String next = null;
        do {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(bucket.name())
                    .prefix(prefix)
                    .continuationToken(next)
                    .overrideConfiguration(within(PATIENCE))
                    .build();
            ListObjectsV2Response page = patiently(() -> client.listObjectsV2(request));
            page.contents().stream().map(S3Object::key).forEach(keys::add);
            next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (next != null);
        return keys;
    }

    /** Asks as often as may help; who has waited until the end of its patience waits no longer. */
    <T> T patiently(Call<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.ask();
            } catch (SdkException e) {
                Failure failure = new Failure(e);
                if (attempt == TRIES || !failure.mayPass() || failure.isTimeout()) {
                    throw failure.toThrow(bucket);
                }
                pause(attempt);
            } catch (IllegalStateException e) {
                throw new IOException("the store is closed", e);
            }
        }
    }

    /** Waits before another attempt. */
    void pause(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(FIRST_PAUSE_MILLIS << (2 * (attempt - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted while it waited for " + bucket);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private ObjectPart get(String key, @Nullable String range, @Nullable String version) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .range(range)
                .ifMatch(quoted(version))
                .overrideConfiguration(within(PATIENCE))
                .build();
        ResponseBytes<GetObjectResponse> answer = client.getObject(request, ResponseTransformer.toBytes());
        return ObjectPart.of(answer);
    }

    private static <T> Optional<T> found(Call<T> call) {
        try {
            return Optional.of(call.ask());
        } catch (SdkException e) {
            Failure failure = new Failure(e);
            if (failure.isNotFound() || failure.isConditionFailed()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static AwsRequestOverrideConfiguration within(Duration time) {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(time).build();
    }

    /** Returns an ETag without its quotes: stores do not agree about them. */
    static String bare(String tag) {
        return tag.replace("\"", "");
    }

    private static @Nullable String quoted(@Nullable String version) {
        return version == null ? null : '"' + version + '"';
    }
}
