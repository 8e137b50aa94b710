package org.stowage.storage.s3;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What no other publication is called. It may be guessed. */
final class UploadId {

    private UploadId() {}

    /** Returns 32 hex digits. */
    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
