package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be promised room for. */
final class SlotTest {

    private static final FileKey KEY = new FileKey("foo/bar.jpg");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1L << 31, 1L << 32, Long.MAX_VALUE})
    void sizeIsAny64BitNumberFromZero(long size) {
        assertThat(new Slot(KEY, size, "image/jpeg").size()).isEqualTo(size);
    }

    /** Prosody signs -1. */
    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void slotOfNegativeSizeCannotExist(long size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slot(KEY, size, "image/jpeg"))
                .withMessage("size is negative: " + size);
    }
}
