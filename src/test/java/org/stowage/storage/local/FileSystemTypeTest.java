package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file systems may make a reader wait for another machine or process. */
final class FileSystemTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nfs",
                "nfs4",
                "cifs",
                "smb3",
                "SMBFS",
                "ceph",
                "9p",
                "lustre",
                "glusterfs",
                "beegfs",
                "ocfs2",
                "virtiofs",
                "vboxsf",
                "fuse",
                "fuseblk",
                "fuse.sshfs",
                "fuse.glusterfs",
                "fuse.s3fs",
                "macfuse"
            })
    void ofAnotherMachineOrAProcess(String name) {
        assertThat(new FileSystemType(name).mayStall()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "bcachefs", "f2fs", "apfs", "NTFS", ""})
    void ofThisMachine(String name) {
        assertThat(new FileSystemType(name).mayStall()).isFalse();
    }

    @Test
    void nameIsTheKernels() {
        assertThat(FileSystemType.of(Path.of("/proc")).name()).isEqualTo("proc");
    }

    @Test
    void folderThatIsNotThereHasNone() {
        assertThat(FileSystemType.of(Path.of("/no/such/folder")).name()).isEmpty();
    }
}
