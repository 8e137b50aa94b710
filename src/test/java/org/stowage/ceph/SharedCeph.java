package org.stowage.ceph;

import java.io.IOException;

/** The cluster of this JVM's tests; it ends with the JVM. */
public final class SharedCeph {

    private static final CephCluster CLUSTER = start();

    private SharedCeph() {}

    /** Returns it, with all its daemons running unless a test has killed one. */
    public static CephCluster cluster() {
        return CLUSTER;
    }

    private static CephCluster start() {
        try {
            CephCluster cluster = CephCluster.start();
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "end of the Ceph cluster"));
            return cluster;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
