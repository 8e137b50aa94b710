package org.stowage.bench;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** An object store in a process of its own (s3proxy), with its objects in memory: for {@code --s3}. */
final class ObjectStore {

    private static final String KEY = "bench";

    private ObjectStore() {}

    /** Starts it, tells its URL, and goes on until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        BlobStore objects = BlobStores.create("transient-nio2", new Properties());
        objects.createContainer(KEY);
        S3Proxy server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, KEY)
                .build();
        server.start();
        System.out.println("--s3 http://" + KEY + ":" + KEY + "@127.0.0.1:" + server.getPort() + "/" + KEY);
        Thread.currentThread().join();
    }
}
