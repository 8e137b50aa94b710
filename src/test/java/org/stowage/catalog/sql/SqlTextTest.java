package org.stowage.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text of Java can be kept, and its parts are found. */
final class SqlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "\u0000",
                "a\u0000b\u001b0000c\u001b",
                "\ud800",
                "\udc00\ud800",
                "x\ud83d",
                "\ud83d\ude00",
                "\u001b\u001b001b",
                "$1\\"
            })
    void keptTextIsReadAsItWas(String text) {
        String kept = SqlText.kept(text);
        assertThat(SqlText.read(kept)).isEqualTo(text);
        assertThat(kept).doesNotContain("\u0000");
        assertThat(kept.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "日本語\ud83d\ude00", "\u0001\u007f\u2028\ufffe", "juliet\\40example"})
    void textOfAPathIsKeptAsItIs(String text) {
        assertThat(SqlText.kept(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"IMG_1.JPG,img_1.jpg", "ΟΔΟΣ,οδοσ", "ὀδός,ὀδόσ", "Straße,straße", "ÉTÉ,été", "İ,i", "ǅ,ǆ"})
    void caseIsFoldedCharacterByCharacter(String text, String folded) {
        assertThat(SqlText.folded(text)).isEqualTo(folded);
    }

    @Test
    void partOfATextIsPartOfTheFoldedTextToo() {
        String text = "ΟΔΟΣ ὈΔΌΣ-İIıi Ǆß\ud801\udc00\ud83d\ude00";
        int[] characters = text.codePoints().toArray();
        for (int from = 0; from < characters.length; from++) {
            for (int to = from; to <= characters.length; to++) {
                String part = new String(characters, from, to - from);
                assertThat(SqlText.folded(text)).contains(SqlText.folded(part));
            }
        }
    }

    @Test
    void patternTakesEveryCharacterForItself() {
        assertThat(SqlText.containing("100%_!\\*")).isEqualTo("%100!%!_!!\\*%");
    }
}
