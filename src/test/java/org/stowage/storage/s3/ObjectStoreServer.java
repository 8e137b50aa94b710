package org.stowage.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import java.util.UUID;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.stowage.storage.ContentCache;
import software.amazon.awssdk.services.s3.S3Client;

/** A real object store in this JVM (s3proxy), which keeps its objects in memory: one for all tests. */
public final class ObjectStoreServer {

    /** What its requests are signed with. */
    public static final AccessKey KEY = new AccessKey("test-id", "test-secret");

    private static final ObjectStoreServer SHARED = new ObjectStoreServer();

    private final int port;

    private ObjectStoreServer() {
        try {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(BlobStores.create("transient-nio2", new Properties()))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY.id(), KEY.secret())
                    .build();
            server.start();
            port = server.getPort();
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
        return port;
    }

    /** Returns its URL. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Makes an empty bucket. */
    public BucketPlace newBucket() {
        BucketPlace bucket = bucket(endpoint(), "b" + UUID.randomUUID());
        try (S3Client client = client(bucket)) {
            client.createBucket(request -> request.bucket(bucket.name()));
        }
        return bucket;
    }

    /** Returns a bucket that was not made, or is asked by another way. */
    static BucketPlace bucket(URI endpoint, String name) {
        return new BucketPlace(endpoint, "us-east-1", name, "some/prefix/", true);
    }

    /** Opens the bare store. */
    static S3Client client(BucketPlace bucket) {
        return Clients.open(bucket, KEY);
    }

    /** Opens a store in a bucket, with a folder for uploads. */
    static S3Repository open(BucketPlace bucket, Path folder) throws java.io.IOException {
        return S3Repository.open(new BucketAccess(bucket, KEY, false), folder, ContentCache.off(), Clock.systemUTC());
    }
}
