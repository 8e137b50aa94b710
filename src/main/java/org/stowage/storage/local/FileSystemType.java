package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The type of a file system; it tells whether a read waits only for disks of this machine.
 *
 * @param name as in {@code /proc/mounts}; empty if it is not known
 */
record FileSystemType(String name) {

    /**
     * File systems that ask another machine, and those of virtual machines, which ask their host. FUSE asks a process.
     */
    private static final Set<String> REMOTE = Set.of(
            "9p",
            "afs",
            "afpfs",
            "beegfs",
            "ceph",
            "cifs",
            "coda",
            "davfs",
            "gfs2",
            "glusterfs",
            "gpfs",
            "kafs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs4",
            "ocfs2",
            "orangefs",
            "prl_fs",
            "pvfs2",
            "smb2",
            "smb3",
            "smbfs",
            "vboxsf",
            "virtiofs",
            "vmhgfs",
            "webdav");

    /** Returns the type of the file system of a folder; its name is empty if the system does not tell. */
    static FileSystemType of(Path folder) {
        try {
            return new FileSystemType(Files.getFileStore(folder).type());
        } catch (IOException e) {
            return new FileSystemType("");
        }
    }

    /** Tells whether a read may wait for another machine or process. */
    boolean mayStall() {
        String type = name.toLowerCase(Locale.ROOT);
        return type.contains("fuse") || REMOTE.contains(type);
    }
}
