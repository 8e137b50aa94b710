package org.stowage.storage.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.stowage.ceph.CephCluster;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Starts an object store for {@code src/bench/run}, until the standard input ends: {@code ceph}, or {@code s3proxy FOLDER}. It has a bucket
 * {@code stowage} for Stowage, and a bucket {@code upload} that everybody may read and write, for the generator itself.
 */
final class StoresToMeasure {

    private StoresToMeasure() {}

    /** Prints the endpoints, separated by commas. */
    public static void main(String... arguments) throws Exception {
        if (arguments[0].equals("ceph")) {
            try (CephCluster ceph = CephCluster.start()) {
                serve(ceph.gatewayUrls());
            }
        } else {
            serve(List.of(s3proxy(Path.of(arguments[1]))));
        }
        System.exit(0);
    }

    private static void serve(List<URI> endpoints) throws IOException {
        BucketPlace open = ObjectStoreServer.bucket(endpoints.get(0), "upload");
        try (S3Client client = ObjectStoreServer.client(open)) {
            client.createBucket(request -> request.bucket("stowage"));
            client.createBucket(request -> request.bucket(open.name()));
            if (endpoints.size() > 1) {
                client.putBucketPolicy(request -> request.bucket(open.name()).policy("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
                        "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::upload/*"}]}
                        """));
            }
        }
        System.out.println(
                String.join(",", endpoints.stream().map(URI::toString).toList()));
        System.in.transferTo(System.out);
    }

    /** It takes unsigned requests, and does not check a signature. */
    private static URI s3proxy(Path folder) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        S3Proxy server = S3Proxy.builder()
                .blobStore(BlobStores.create("filesystem-nio2", properties))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.NONE, "", "")
                .build();
        server.start();
        return URI.create("http://127.0.0.1:" + server.getPort());
    }
}
