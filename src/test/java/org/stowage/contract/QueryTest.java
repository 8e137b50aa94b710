package org.stowage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The raw query of a URL. */
final class QueryTest {

    static final List<Arguments> ROWS = List.of(
            Arguments.of(null, List.of()),
            Arguments.of("", List.of()),
            Arguments.of("v", List.of("")),
            Arguments.of("v=", List.of("")),
            Arguments.of("v=a", List.of("a")),
            Arguments.of("v=a=b", List.of("a=b")),
            Arguments.of("v==", List.of("=")),
            Arguments.of("v=a&v=b", List.of("a", "b")),
            Arguments.of("v=b&x=y&v=a", List.of("b", "a")),
            Arguments.of("v&v=", List.of("", "")),
            Arguments.of("v=a;v=b", List.of("a;v=b")),
            Arguments.of("v=%61", List.of("%61")),
            Arguments.of("v=a+b", List.of("a+b")),
            Arguments.of("&&v=a&", List.of("a")),
            Arguments.of("v2=a", List.of()),
            Arguments.of("xv=a", List.of()),
            Arguments.of("V=a", List.of()),
            Arguments.of("%76=a", List.of()),
            Arguments.of("x=v=a", List.of()),
            Arguments.of(" v=a", List.of()),
            Arguments.of("=v", List.of()));

    @ParameterizedTest
    @FieldSource("ROWS")
    void parameterHasTheseValues(@Nullable String raw, List<String> values) {
        assertThat(Query.of(raw).values("v")).isEqualTo(values);
    }
}
