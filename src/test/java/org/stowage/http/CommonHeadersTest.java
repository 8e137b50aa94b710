package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header fields of every answer. */
final class CommonHeadersTest {

    private static final Set<String> SOURCE_LIST_DIRECTIVES = Set.of("default-src", "frame-ancestors");

    /** Fetch §3.2.5. */
    private static final Set<String> ALWAYS_READABLE =
            Set.of("Cache-Control", "Content-Language", "Content-Length", "Content-Type", "Expires", "Last-Modified");

    @Test
    void everyAnswerHasTheCommonFields() {
        assertThat(CommonHeaders.ALL)
                .containsOnlyKeys("Content-Security-Policy", "Cross-Origin-Resource-Policy", "X-Content-Type-Options")
                .containsEntry("Cross-Origin-Resource-Policy", "cross-origin")
                .containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void answersAreSandboxedUnlessTheirPlanSaysOtherwise() {
        assertThat(CommonHeaders.ALL)
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    }

    /**
     * Some services send the policy inside quotes, which makes it invalid. The grammar is that of CSP Level 3 §2.2.1.
     */
    @ParameterizedTest
    @EnumSource
    void contentSecurityPolicyIsValid(Disposition disposition) {
        String policy = disposition.contentSecurityPolicy();
        List<String> directives =
                Stream.of(policy.split(";", -1)).map(String::strip).toList();
        assertThat(directives).doesNotContain("").doesNotHaveDuplicates();
        for (String directive : directives) {
            String[] nameAndValue = directive.split(" ", 2);
            if (SOURCE_LIST_DIRECTIVES.contains(nameAndValue[0])) {
                assertThat(nameAndValue).containsExactly(nameAndValue[0], "'none'");
            } else {
                assertThat(nameAndValue).containsExactly("sandbox");
            }
        }
        assertThat(directives).contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @Test
    void everyFieldOfADownloadCanBeReadByAWebClient() {
        Set<String> sent = new TreeSet<>();
        for (String range : List.of("", "bytes=0-0", "bytes=10-")) {
            sent.addAll(DownloadPlan.forGet(Sample.file("a", 10, "a/b"), Sample.headers("Range", range))
                    .headers()
                    .keySet());
        }
        sent.removeAll(ALWAYS_READABLE);
        sent.remove("Content-Security-Policy");
        assertThat(list(Cors.ANY.headers(Sample.headers()), "Access-Control-Expose-Headers"))
                .containsAll(sent)
                .contains("Retry-After");
    }

    /**
     * Converse.js sends Content-Type; clients of mod_http_file_share Authorization; resuming ones Range. Expires is one of the
     * fields that XEP-0363 lets a slot ask for; libraries add the others by themselves.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Cache-Control",
                "Content-Disposition",
                "Content-Language",
                "Content-Type",
                "Expires",
                "If-Match",
                "If-Modified-Since",
                "If-None-Match",
                "If-Range",
                "If-Unmodified-Since",
                "Pragma",
                "Range",
                "X-Requested-With"
            })
    void preflightAllowsWhatClientsSend(String field) {
        assertThat(list(CommonHeaders.PREFLIGHT, "Access-Control-Allow-Headers"))
                .contains(field);
    }

    @Test
    void preflightAllowsNoFieldsOfProxiesAndIsRememberedForAWhile() {
        assertThat(list(CommonHeaders.PREFLIGHT, "Access-Control-Allow-Headers"))
                .doesNotContain("*", "Forwarded")
                .noneMatch(field -> field.startsWith("X-Forwarded"));
        assertThat(CommonHeaders.PREFLIGHT.get("Access-Control-Max-Age")).matches("[1-9][0-9]*");
    }

    @Test
    void fieldsAreLegal() {
        for (Map<String, String> fields : List.of(CommonHeaders.ALL, CommonHeaders.PREFLIGHT)) {
            assertThat(fields.keySet()).allMatch(name -> name.matches("[A-Za-z-]+"));
            assertThat(fields.values()).allMatch(value -> value.matches("[!-~]([ -~]*[!-~])?"));
            assertThat(fields.keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates();
        }
    }

    private static List<String> list(Map<String, String> fields, String name) {
        return List.of(String.valueOf(fields.get(name)).split(", *", -1));
    }
}
