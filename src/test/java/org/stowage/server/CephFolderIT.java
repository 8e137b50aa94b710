package org.stowage.server;

import java.nio.file.Path;
import org.stowage.ceph.CephCluster;
import org.stowage.ceph.FolderMount;
import org.stowage.ceph.SharedCeph;
import org.stowage.program.NeedsProgram;

/** Two nodes over one folder of CephFS. */
@NeedsProgram(
        value = {CephCluster.PROGRAM, "ceph-mds", "ceph-fuse"},
        packages = CephCluster.PACKAGES)
final class CephFolderIT extends SharedFolderContract {

    @Override
    void makeFileSystem() throws Exception {
        SharedCeph.cluster().makeFileSystem();
    }

    @Override
    FolderMount mount(Path empty) throws Exception {
        return SharedCeph.cluster().mount(empty);
    }
}
