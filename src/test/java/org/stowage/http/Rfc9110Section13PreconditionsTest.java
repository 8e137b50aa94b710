package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.http.Preconditions.Outcome;

/** Conditional requests for a file with the tag {@code "t"}, stored on Sun, 06 Nov 1994 08:49:37 GMT. */
final class Rfc9110Section13PreconditionsTest {

    private static final EntityTag TAG = new EntityTag("t");
    private static final HttpDate STORED = new HttpDate(Instant.parse("1994-11-06T08:49:37.5Z"));

    private static final String EARLIER = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String LATER = "Sun, 06 Nov 1994 08:49:38 GMT";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "\"t\"            | PROCEED",
                "*                | PROCEED",
                "\"x\", \"t\"     | PROCEED",
                "\"x\"            | FAILED",
                "W/\"t\"          | FAILED",
                "W/\"t\", \"t\"   | PROCEED",
                "t                | FAILED",
                "''               | FAILED"
            })
    void section13_1_1_ifMatchComparesStrongly(String value, Outcome outcome) {
        assertThat(evaluate("If-Match", value)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"t\"            | NOT_MODIFIED",
                "W/\"t\"          | NOT_MODIFIED",
                "*                | NOT_MODIFIED",
                "\"x\",W/\"t\"    | NOT_MODIFIED",
                "\"x\"            | PROCEED",
                "W/\"x\"          | PROCEED",
                "t                | PROCEED",
                "''               | PROCEED"
            })
    void section13_1_2_ifNoneMatchComparesWeakly(String value, Outcome outcome) {
        assertThat(evaluate("If-None-Match", value)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                EARLIER + " | PROCEED",
                SAME + " | NOT_MODIFIED",
                LATER + " | NOT_MODIFIED",
                "Sunday, 06-Nov-94 08:49:37 GMT | NOT_MODIFIED",
                "Sun Nov  6 08:49:37 1994 | NOT_MODIFIED",
                "tomorrow | PROCEED",
                SAME + ", " + SAME + " | PROCEED"
            })
    void section13_1_3_ifModifiedSinceComparesSeconds(String value, Outcome outcome) {
        assertThat(evaluate("If-Modified-Since", value)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {EARLIER + " | FAILED", SAME + " | PROCEED", LATER + " | PROCEED", "yesterday | PROCEED"})
    void section13_1_4_ifUnmodifiedSinceComparesSeconds(String value, Outcome outcome) {
        assertThat(evaluate("If-Unmodified-Since", value)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"t\"       | true",
                "W/\"t\"     | false",
                "\"x\"       | false",
                "\"t\", \"x\" | false",
                "*           | false",
                "t           | false",
                "''          | false",
                SAME + "     | true",
                EARLIER + "  | false",
                LATER + "    | false",
                "Sunday, 06-Nov-94 08:49:37 GMT | true",
                "garbage     | false"
            })
    void section13_1_5_ifRangeNamesJustThisFile(String value, boolean counts) {
        assertThat(preconditions("If-Range", value).rangeCounts()).isEqualTo(counts);
    }

    /** Each row: two fields, of which the first decides, or both in turn. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match      | \"t\" | If-Unmodified-Since | " + EARLIER + " | PROCEED",
                "If-Match      | \"x\" | If-Unmodified-Since | " + LATER + "   | FAILED",
                "If-None-Match | \"x\" | If-Modified-Since   | " + LATER + "   | PROCEED",
                "If-None-Match | \"t\" | If-Modified-Since   | " + EARLIER + " | NOT_MODIFIED",
                "If-Match      | \"x\" | If-None-Match       | \"t\"           | FAILED",
                "If-Match      | \"t\" | If-None-Match       | \"t\"           | NOT_MODIFIED",
                "If-Match      | \"t\" | If-Modified-Since   | " + SAME + "    | NOT_MODIFIED",
                "If-Unmodified-Since | " + EARLIER + " | If-None-Match | \"t\" | FAILED",
                "If-Unmodified-Since | " + LATER + "   | If-None-Match | \"t\" | NOT_MODIFIED"
            })
    void section13_2_2_conditionsAreEvaluatedInOrder(
            String first, String firstValue, String second, String secondValue, Outcome outcome) {
        assertThat(evaluate(first, firstValue, second, secondValue)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"Range, bytes=0-1", "Accept, */*"})
    void otherFieldsAreNoConditions(String name, String value) {
        assertThat(evaluate(name, value)).isEqualTo(Outcome.PROCEED);
        assertThat(preconditions(name, value).rangeCounts()).isTrue();
    }

    private static Outcome evaluate(String... namesAndValues) {
        return preconditions(namesAndValues).evaluate();
    }

    private static Preconditions preconditions(String... namesAndValues) {
        return new Preconditions(Sample.headers(namesAndValues), TAG, STORED);
    }
}
