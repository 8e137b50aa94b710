package org.stowage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** RFC 9110 §11.6.2 and RFC 6750 §2.1. */
final class AuthorizationTest {

    static final List<Arguments> ROWS = List.of(
            Arguments.of(List.of(), List.of()),
            Arguments.of(List.of(""), List.of()),
            Arguments.of(List.of("Bearer a.b.c"), List.of("a.b.c")),
            Arguments.of(List.of("bearer a.b.c"), List.of("a.b.c")),
            Arguments.of(List.of("BEARER a.b.c"), List.of("a.b.c")),
            Arguments.of(List.of("Bearer   a.b.c"), List.of("a.b.c")),
            Arguments.of(List.of("Bearer a b"), List.of("a b")),
            Arguments.of(List.of("Bearer a "), List.of("a ")),
            Arguments.of(List.of("Bearer"), List.of("")),
            Arguments.of(List.of("Bearer "), List.of("")),
            Arguments.of(List.of("Bearer\ta"), List.of()),
            Arguments.of(List.of(" Bearer a"), List.of()),
            Arguments.of(List.of("Bearer:a"), List.of()),
            Arguments.of(List.of("Bearera"), List.of()),
            Arguments.of(List.of("a.b.c"), List.of()),
            Arguments.of(List.of("Basic YTpi"), List.of()),
            Arguments.of(List.of("Basic YTpi", "Digest x"), List.of()),
            Arguments.of(List.of("Bearer a", "Bearer a"), List.of("a", "a")),
            Arguments.of(List.of("Bearer a", "Basic YTpi"), List.of("a", "YTpi")),
            Arguments.of(List.of("Basic YTpi", "bearer a"), List.of("YTpi", "a")),
            Arguments.of(List.of("Bearer a, Bearer b"), List.of("a, Bearer b")));

    @ParameterizedTest
    @FieldSource("ROWS")
    void fieldsHoldTheseBearerTokens(List<String> fields, List<String> tokens) {
        assertThat(Authorization.of(fields).bearerTokens()).isEqualTo(tokens);
    }
}
