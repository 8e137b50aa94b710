package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options of a mount tell. The lines are those of a Linux 6.1, with the options that nfs(5) names. */
final class NfsMountTest {

    private static final List<String> LINES = List.of(
            "22 27 0:21 / /proc rw,relatime - proc proc rw",
            "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
            "40 27 0:45 / /srv/up\\040loads rw,noatime shared:30 - nfs4 files:/up rw,vers=4.2,hard,acregmax=3,acdirmax=5",
            "41 27 0:46 / /srv/old rw - nfs files:/old rw,vers=3,soft,nolock,local_lock=all",
            "42 41 254:1 / /srv/old/disk rw - ext4 /dev/vdb rw",
            "43 27 0:47 / /srv/hidden rw - nfs4 files:/a rw,noac",
            "44 43 254:1 / /srv/hidden rw - ext4 /dev/vdc rw",
            "a line that is none");

    @ParameterizedTest
    @CsvSource({
        "/srv/up loads/store, true",
        "/srv/up loads, true",
        "/srv/old/store, true",
        "/srv/old/disk/store, false",
        "/srv/hidden/store, false",
        "/srv/older, false",
        "/, false"
    })
    void innermostAndLastMountCounts(Path folder, boolean nfs) {
        assertThat(NfsMount.among(LINES, folder).isPresent()).isEqualTo(nfs);
    }

    @Test
    void mountThatDoesNoHarmIsNotWarnedOf() {
        NfsMount mount = NfsMount.among(LINES, Path.of("/srv/up loads")).orElseThrow();
        assertThat(mount.warnings()).isEmpty();
        assertThat(mount.staleSeconds()).isEqualTo(5);
    }

    @Test
    void localLocksAndASoftMountAreWarnedOf() {
        NfsMount mount = NfsMount.among(LINES, Path.of("/srv/old")).orElseThrow();
        assertThat(mount.warnings())
                .satisfiesExactly(
                        locks -> assertThat(locks).startsWith("Locks are not seen by other machines."),
                        soft -> assertThat(soft).startsWith("The mount is soft."));
    }

    @ParameterizedTest
    @CsvSource({
        "rw, 60",
        "noac, 0",
        "acregmax=3 acdirmax=30, 30",
        "acregmax=3 acdirmax=30 lookupcache=none, 3",
        "acregmax=3 acdirmax=2 lookupcache=pos, 3",
        "acregmax=none, 60"
    })
    void cachesOfTheMountBoundWhatIsSeenLate(String options, int seconds) {
        assertThat(new NfsMount(Set.of(options.split(" "))).staleSeconds()).isEqualTo(seconds);
    }
}
