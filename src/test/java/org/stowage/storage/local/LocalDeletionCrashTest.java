package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.program.Seed;
import org.stowage.storage.Ban;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.staging.Durability;

/** {@code kill -9} in the middle of deleting, purging and banning, while another process does the same. */
@Timeout(180)
final class LocalDeletionCrashTest {

    private static final int KILLS = 12;

    @TempDir
    private Path folder;

    @Test
    void killedProcessUndoesNothingAndLeavesNothingHalfDone() throws Exception {
        Random random = Seed.random(LocalDeletionCrashTest.class);
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> lines = new ArrayList<>();
            try (StoreProcess process = StoreProcess.start("delete", folder);
                    StoreProcess other = StoreProcess.start("delete", folder)) {
                for (int line = random.nextInt(60); line >= 0; line--) {
                    lines.add(process.line());
                }
                Thread.sleep(random.nextInt(4));
                process.kill();
                lines.addAll(process.lines());
                lines.add(other.line());
                other.kill();
                lines.addAll(other.lines());
            }
            try (FileRepository repository = LocalRepository.open(folder, Durability.FSYNC, Clock.systemUTC())) {
                verify(repository, lines);
            }
        }
    }

    private static void verify(FileRepository repository, List<String> lines) throws IOException {
        Map<String, String> last = new LinkedHashMap<>();
        for (String line : lines) {
            String[] stateAndKey = line.split(" ", 2);
            last.put(stateAndKey[1], stateAndKey[0]);
        }
        assertThat(last).isNotEmpty();
        for (Map.Entry<String, String> each : last.entrySet()) {
            FileKey key = new FileKey(each.getKey());
            Optional<Entry> entry = repository.find(key);
            switch (each.getValue()) {
                case "stored" -> assertThat(entry).isPresent();
                case "buried" -> assertThat(entry.orElseThrow()).isInstanceOf(Tombstone.class);
                case "forgetting", "forgotten" ->
                    assertThat(entry.filter(StoredFile.class::isInstance)).isEmpty();
                default ->
                    assertThat(repository.bans().has(Ban.Kind.PATH, key.path())).isTrue();
            }
        }
        assertThat(repository.bans().all(Ban.Kind.PATH)).isNotNull();
    }
}
