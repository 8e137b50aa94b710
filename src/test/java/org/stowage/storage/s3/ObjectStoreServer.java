package org.stowage.storage.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import org.stowage.ceph.SharedCeph;
import org.stowage.storage.ContentCache;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A real object store: one for all tests. It is s3proxy in this JVM, which keeps its objects in memory; with {@code -Dstowage.ceph=true} the
 * shared one is a Ceph cluster, whose gateways take turns.
 */
public final class ObjectStoreServer implements AutoCloseable {

    /** What its requests are signed with. */
    public static final AccessKey KEY = new AccessKey("test-id", "test-secret");

    private static final BlobStore OBJECTS = newObjects();
    private static final ObjectStoreServer SHARED = Boolean.getBoolean("stowage.ceph")
            ? new ObjectStoreServer(SharedCeph.cluster().gatewayUrls())
            : new ObjectStoreServer(OBJECTS, AuthenticationType.AWS_V2_OR_V4);

    private final @Nullable S3Proxy server;
    private final List<URI> endpoints;
    private final AtomicInteger opened = new AtomicInteger();

    private ObjectStoreServer(List<URI> gatewaysOfCeph) {
        this.server = null;
        this.endpoints = gatewaysOfCeph;
    }

    private ObjectStoreServer(BlobStore objects, AuthenticationType type) {
        this(S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(type, KEY.id(), KEY.secret())
                .ignoreUnknownHeaders(type == AuthenticationType.NONE)
                .build());
    }

    private ObjectStoreServer(S3Proxy server) {
        this.server = server;
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        boolean plain = server.getPort() > 0;
        endpoints = List.of(URI.create(
                plain ? "http://127.0.0.1:" + server.getPort() : "https://127.0.0.1:" + server.getSecurePort()));
    }

    /** Starts another gateway, which speaks TLS only. */
    static ObjectStoreServer withTls(Path keyStore) {
        return new ObjectStoreServer(S3Proxy.builder()
                .blobStore(OBJECTS)
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .keyStore(keyStore.toString(), KEY.secret())
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY.id(), KEY.secret())
                .build());
    }

    /** Starts one with objects of its own. */
    static ObjectStoreServer separate() {
        return new ObjectStoreServer(newObjects(), AuthenticationType.AWS_V2_OR_V4);
    }

    private static BlobStore newObjects() {
        return BlobStores.create("transient-nio2", new Properties());
    }

    /** Starts another gateway to the objects of the shared one. */
    static ObjectStoreServer another() {
        return new ObjectStoreServer(OBJECTS, AuthenticationType.AWS_V2_OR_V4);
    }

    /** Starts another gateway, which asks for no signature: requests may be changed on their way to it. */
    static ObjectStoreServer anonymous() {
        return new ObjectStoreServer(OBJECTS, AuthenticationType.NONE);
    }

    @Override
    public void close() {
        kill();
    }

    /** Ends it in the middle of what it does. */
    void kill() {
        try {
            if (server != null) {
                server.stop();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the one of this JVM. */
    public static ObjectStoreServer shared() {
        return SHARED;
    }

    /** Returns where it listens. */
    int port() {
        return endpoint().getPort();
    }

    /** Returns its URL. */
    public URI endpoint() {
        return endpoints.get(0);
    }

    /** Makes an empty bucket. */
    public BucketPlace newBucket() {
        return make("b" + UUID.randomUUID());
    }

    /** Makes an empty bucket of this name. */
    BucketPlace make(String name) {
        BucketPlace bucket = bucket(endpoint(), name);
        try (S3Client client = client(bucket)) {
            client.createBucket(request -> request.bucket(name));
        }
        return bucket;
    }

    /** Returns the keys of all objects in a bucket. */
    static List<String> keys(BucketPlace bucket) {
        try (S3Client client = client(bucket)) {
            return client.listObjectsV2(request -> request.bucket(bucket.name())).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    /** Returns a bucket that was not made, or is asked by another way. */
    static BucketPlace bucket(URI endpoint, String name) {
        return bucket(List.of(endpoint), name);
    }

    /** Returns a bucket that can be reached in several ways. */
    static BucketPlace bucket(List<URI> endpoints, String name) {
        return new BucketPlace(endpoints, "us-east-1", name, "some/prefix/", true);
    }

    /** Opens the bare store. Ceph 16 takes no empty object in chunks. */
    static S3Client client(BucketPlace bucket) {
        return S3Client.builder()
                .endpointOverride(bucket.endpoints().get(0))
                .region(Region.of(bucket.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret())))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(bucket.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    /** Opens a store in a bucket, with a folder for uploads; the next time through the next gateway of the shared one. */
    static S3Repository open(BucketPlace bucket, Path folder) throws IOException {
        BucketAccess access = new BucketAccess(shared().throughTheNextGateway(bucket), KEY, false);
        return S3Repository.open(access, folder, ContentCache.off(), Clock.systemUTC());
    }

    private BucketPlace throughTheNextGateway(BucketPlace bucket) {
        URI next = endpoints.get(opened.getAndIncrement() % endpoints.size());
        return List.of(endpoint()).equals(bucket.endpoints()) ? bucket(next, bucket.name()) : bucket;
    }
}
