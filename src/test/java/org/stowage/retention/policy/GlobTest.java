package org.stowage.retention.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of names. */
final class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "story_*, story_1.jpg, true",
        "story_*, story_, true",
        "story_*, my story_1.jpg, false",
        "*.jpg, a.jpg, true",
        "*.jpg, a.jpg.exe, false",
        "*.jpg, .jpg, true",
        "a*b*c, abc, true",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXbYbZ, false",
        "?, a, true",
        "?, ab, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*, anything, true",
        "**, anything, true",
        "a.c, abc, false",
        "[a], a, false",
        "[a], [a], true",
        "Story, story, false",
        "*@montague.example, romeo@montague.example, true",
        "*@montague.example, romeo@montague.example.org, false"
    })
    void starIsAnyTextAndQuestionMarkOneCharacter(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    @Timeout(10)
    void longNameCannotMakeItSlow() {
        assertThat(new Glob("*a*a*a*a*a*a*a*a*b").matches("a".repeat(2048))).isFalse();
    }
}
