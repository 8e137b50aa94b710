package org.stowage.storage;

import java.time.Clock;
import org.junit.jupiter.api.Nested;

/** The contracts need nothing that only a store on a disk of this machine can promise. */
final class MemoryRepositoryTest {

    private final FileRepository empty = new MemoryRepository(Clock.systemUTC());

    @Nested
    final class FilesTest extends FileRepositoryContract {

        @Override
        protected FileRepository openEmpty() {
            return empty;
        }
    }

    @Nested
    final class DeletionTest extends DeletionContract {

        @Override
        protected FileRepository repository() {
            return empty;
        }
    }

    @Nested
    final class WalkTest extends WalkContract {

        @Override
        protected FileRepository repository() {
            return empty;
        }
    }

    @Nested
    final class BansTest extends BansContract {

        @Override
        protected Bans bans() {
            return empty.bans();
        }
    }
}
