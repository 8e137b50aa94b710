package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which slots are legal. */
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

    @Test
    void ownerIsWhoeverCanBeNamed() {
        String longest = "é".repeat(Slot.MAX_OWNER_BYTES / 2) + "x";
        for (String owner : List.of("romeo@montague.example", "ロミオ@もん.example", "a b", longest)) {
            assertThat(new Slot(KEY, 1, "image/jpeg", owner, null).owner()).isEqualTo(owner);
        }
        assertThat(new Slot(KEY, 1, "image/jpeg", null, null).owner()).isNull();
    }

    /** Such an owner could be stored, but not be banned. */
    @Test
    void slotOfAnOwnerWhomNobodyCanNameCannotExist() {
        String tooLong = "é".repeat(Slot.MAX_OWNER_BYTES / 2) + "xx";
        for (String owner :
                List.of("", " ", " romeo", "romeo\n", "ro\u0000meo", "ro\u2028meo", "ro\ud800meo", tooLong)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Slot(KEY, 1, "image/jpeg", owner, null))
                    .withMessage("not a legal owner");
        }
    }
}
