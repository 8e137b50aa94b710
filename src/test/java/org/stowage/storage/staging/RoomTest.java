package org.stowage.storage.staging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.OutOfSpaceException;

/** Asking the disk less often admits no upload for which there is no room. */
final class RoomTest {

    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private Room room;
    private long now;

    @BeforeEach
    void look() throws OutOfSpaceException {
        room = new Room(new Disk(folder, Durability.NONE), () -> now);
        room.take(1);
    }

    @Test
    void fileThatIsLargerThanTheDiskNeverFindsRoom() {
        long total = folder.toFile().getTotalSpace();
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(() -> room.take(total));
        }
        assertThatCode(() -> room.take(1)).doesNotThrowAnyException();
    }

    @Test
    void whatWasTakenCountsUntilTheDiskIsLookedAtAgain() throws OutOfSpaceException {
        long usable = folder.toFile().getUsableSpace();
        room.take(usable - 9L * 1024 * MIB);
        assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(() -> room.take(usable + 64 * MIB));
        now += Duration.ofMinutes(1).toNanos();
        assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(() -> room.take(usable + 64 * MIB));
        assertThatCode(() -> room.take(1)).doesNotThrowAnyException();
    }
}
