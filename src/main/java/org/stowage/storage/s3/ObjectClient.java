package org.stowage.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
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

    private static final int TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 100;

    /** More than any object has that is read as a whole. */
    private static final int SMALL_BYTES = 1 << 20;

    /** For one that moves little. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A slower store than this is none. */
    private static final long LEAST_BYTES_PER_SECOND = 1 << 18;

    private final Gateways gateways;

    ObjectClient(Gateways gateways) {
        this.gateways = gateways;
    }

    /**
     * What a HEAD tells.
     *
     * @param version its ETag
     * @param upload the id of the PUT that wrote it; empty if it has none
     */
    record Head(String version, String upload) {}

    /** Returns the ways on which it asks. */
    Gateways gateways() {
        return gateways;
    }

    /**
     * How an object is written.
     *
     * @param upload the id of this PUT, which the object then has
     */
    record PutTerms(String upload, PutCondition condition) {}

    BucketPlace bucket() {
        return gateways.place();
    }

    /** Looks an object up. */
    Optional<Head> head(String key) throws IOException {
        return patiently(client -> found(() -> {
            HeadObjectResponse answer = client.headObject(
                    request -> request.bucket(bucket().name()).key(key).overrideConfiguration(within(PATIENCE)));
            return new Head(bare(answer.eTag()), answer.metadata().getOrDefault(UPLOAD, ""));
        }));
    }

    /** Reads the last bytes of an object, all if it has fewer. */
    Optional<ObjectPart> tail(String key, int bytes) throws IOException {
        return patiently(client -> found(() -> {
            try {
                return get(client, key, new Stretch("bytes=-" + bytes, bytes), null);
            } catch (SdkException e) {
                if (new Failure(e, bucket()).isBeyondTheEnd()) {
                    return get(client, key, new Stretch(null, bytes), null);
                }
                throw e;
            }
        }));
    }

    /** Reads a small object. */
    Optional<ObjectPart> all(String key) throws IOException {
        return patiently(client -> found(() -> get(client, key, new Stretch(null, SMALL_BYTES), null)));
    }

    /**
     * Reads some bytes of an object. There are stores that look at the condition, then open what has taken the place of the object
     * meanwhile: their answer tells so.
     *
     * @return nothing if that version of it is gone
     */
    Optional<ObjectPart> range(String key, String version, long first, long length) throws IOException {
        Stretch range = new Stretch("bytes=" + first + "-" + (first + length - 1), length);
        return patiently(client -> found(() -> get(client, key, range, version)))
                .filter(piece -> piece.version().equals(version));
    }

    /**
     * Writes an object, or sees that its condition fails; asked once.
     *
     * @return the version of what is there now
     * @throws SdkException if it fails, or the condition does
     */
    String put(S3Client client, String key, ObjectBody body, PutTerms how) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket().name())
                .key(key)
                .metadata(Map.of(UPLOAD, how.upload()))
                .ifNoneMatch(how.condition().mustBeFree() ? "*" : null)
                .ifMatch(quoted(how.condition().version()))
                .overrideConfiguration(within(PATIENCE.plusSeconds(body.size() / LEAST_BYTES_PER_SECOND)))
                .build();
        return bare(client.putObject(request, body.toSend()).eTag());
    }

    /** Writes an object in place of any other. */
    void put(String key, ObjectBody body) throws IOException {
        PutTerms how = new PutTerms(UploadId.next(), PutCondition.NONE);
        patiently(client -> put(client, key, body, how));
    }

    /**
     * Deletes an object, or sees that its condition fails; asked once.
     *
     * @param version that it must have; null for any
     * @throws SdkException if it fails, or the condition does
     */
    void deleteOnce(S3Client client, String key, @Nullable String version) {
        client.deleteObject(DeleteObjectRequest.builder()
                .bucket(bucket().name())
                .key(key)
                .ifMatch(quoted(version))
                .overrideConfiguration(within(PATIENCE))
                .build());
    }

    /** Deletes an object, if it is there. */
    void delete(String key) throws IOException {
        patiently(client -> {
            deleteOnce(client, key, null);
            return true;
        });
    }

    /** Returns the keys that begin so. */
    List<String> list(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        @Nullable String next = null;
        do {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(bucket().name())
                    .prefix(prefix)
                    .continuationToken(next)
                    .overrideConfiguration(within(PATIENCE))
                    .build();
            ListObjectsV2Response page = patiently(client -> listing(client.listObjectsV2(request)));
            page.contents().stream().map(S3Object::key).forEach(keys::add);
            next = page.nextContinuationToken();
        } while (next != null);
        return keys;
    }

    /** The SDK takes other XML for a listing of nothing. */
    private static ListObjectsV2Response listing(ListObjectsV2Response page) {
        if (page.name() == null || Boolean.TRUE.equals(page.isTruncated()) != (page.nextContinuationToken() != null)) {
            throw new UnusableAnswerException("it is not a listing, or not all of one");
        }
        return page;
    }

    /** Asks as often as may help, each time another gateway if there are several. */
    <T> T patiently(Gateway.Call<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Gateway gateway = gateways.next();
            try {
                return gateway.ask(call);
            } catch (SdkException e) {
                pauseAfter(gateway.failed(e), attempt);
            } catch (IllegalStateException e) {
                throw new IOException("the store is closed", e);
            }
        }
    }

    /**
     * Waits before another attempt, unless another gateway answers. After a timeout the same gateway is not asked again.
     *
     * @param attempt the number of the one that has failed, from 1
     * @throws IOException why it has failed, if another attempt would not help
     */
    void pauseAfter(Failure failure, int attempt) throws IOException {
        boolean otherGateway = failure.isOfTheGateway() && gateways.isAnyUp();
        boolean again = (failure.mayPass() || failure.isConditionFailed()) && !failure.isTimeout();
        if (attempt >= Math.max(TRIES, gateways.all().size()) || !(again || otherGateway)) {
            throw failure.toThrow();
        }
        if (!otherGateway) {
            pause(attempt);
        }
    }

    private void pause(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(FIRST_PAUSE_MILLIS << (2 * (attempt - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted while it waited for " + bucket());
        }
    }

    @Override
    public void close() {
        gateways.close();
    }

    /**
     * What is asked for.
     *
     * @param range the header field; null for all
     * @param mostBytes how many the answer may have
     */
    private record Stretch(@Nullable String range, long mostBytes) {}

    private ObjectPart get(S3Client client, String key, Stretch stretch, @Nullable String version) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket().name())
                .key(key)
                .range(stretch.range())
                .ifMatch(quoted(version))
                .overrideConfiguration(within(PATIENCE))
                .build();
        return client.getObject(request, ObjectPart.of(stretch.mostBytes()));
    }

    private <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (SdkException e) {
            Failure failure = new Failure(e, bucket());
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
    static String bare(@Nullable String tag) {
        if (tag == null || tag.isEmpty()) {
            throw new UnusableAnswerException("it has no ETag");
        }
        return tag.replace("\"", "");
    }

    private static @Nullable String quoted(@Nullable String version) {
        return version == null ? null : '"' + version + '"';
    }
}
