package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadablePageTest {

    /** A contact of the settings is text, too. */
    @Test
    void sentencesAreText() {
        assertThat(ReadablePage.of(List.of("a <b> & c", "Ask: <script>alert(1)</script>")))
                .contains(
                        "<title>a &lt;b&gt; &amp; c</title>",
                        "<p>a &lt;b&gt; &amp; c</p>",
                        "<p>Ask: &lt;script&gt;alert(1)&lt;/script&gt;</p>")
                .doesNotContain("<script", "<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cors", "no-cors", "Navigate"})
    void onlyABrowserThatOpensTheUrlGetsIt(String mode) {
        assertThat(ReadablePage.isAsked(Sample.headers("Sec-Fetch-Mode", mode))).isFalse();
        assertThat(ReadablePage.isAsked(Sample.headers("Sec-Fetch-Mode", "navigate")))
                .isTrue();
    }
}
