package org.stowage.management.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that a page of another site cannot make a browser send. */
final class PostHeadersTest {

    @ParameterizedTest
    @CsvSource({
        ",            application/json,                  0,",
        "none,        application/json,                  65536,",
        "same-origin, application/json; charset=utf-8,   -1,",
        ",            APPLICATION/JSON ;charset=utf-8,   5,",
        "cross-site,  application/json,                  5,     CROSS_SITE",
        "same-site,   application/json,                  5,     CROSS_SITE",
        "'',          application/json,                  5,     CROSS_SITE",
        "None,        application/json,                  5,     CROSS_SITE",
        ",            ,                                  5,     NOT_JSON",
        ",            text/plain,                        5,     NOT_JSON",
        ",            application/x-www-form-urlencoded, 5,     NOT_JSON",
        ",            text/plain; x=application/json,    5,     NOT_JSON",
        ",            application/jsonp,                 5,     NOT_JSON",
        ",            application/json,                  65537, TOO_LARGE"
    })
    void onlyJsonOfOurOwnPagesIsTaken(
            @Nullable String site, @Nullable String type, long length, @Nullable AdminRefusal refusal) {
        assertThat(new PostHeaders(site, type, length).refusal().orElse(null)).isEqualTo(refusal);
    }
}
