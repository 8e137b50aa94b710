package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which web pages may read what (Fetch §3.3). */
final class CorsTest {

    private static final Cors CHAT = new Cors(Set.of("https://chat.example.org"));

    @Test
    void everyPageMayReadUnlessTheSettingsNameOrigins() {
        assertThat(Cors.ANY.headers(Sample.headers("Origin", "https://anybody.example")))
                .containsEntry("Access-Control-Allow-Origin", "*")
                .doesNotContainKey("Vary");
    }

    @Test
    void pageOfANamedOriginMayRead() {
        assertThat(CHAT.headers(Sample.headers("Origin", "https://chat.example.org")))
                .containsEntry("Access-Control-Allow-Origin", "https://chat.example.org")
                .containsEntry("Vary", "Origin")
                .containsKey("Access-Control-Expose-Headers");
    }

    @Test
    void pageOfAnotherOriginMayNotRead() {
        for (String origin :
                new String[] {"https://chat.example.org.evil.example", "http://chat.example.org", "null"}) {
            assertThat(CHAT.headers(Sample.headers("Origin", origin)))
                    .as(origin)
                    .isEqualTo(Map.of("Vary", "Origin"));
        }
        assertThat(CHAT.headers(Sample.headers())).isEqualTo(Map.of("Vary", "Origin"));
    }
}
