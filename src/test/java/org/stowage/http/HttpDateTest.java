package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates in HTTP (RFC 9110 §5.6.7). */
final class HttpDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT      | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT     | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994           | 1994-11-06T08:49:37Z",
                "Wed Nov 16 08:49:37 1994           | 1994-11-16T08:49:37Z",
                "Thu, 29 Feb 2024 23:59:59 GMT      | 2024-02-29T23:59:59Z",
                "Thu, 01 Jan 1970 00:00:00 GMT      | 1970-01-01T00:00:00Z",
                "Friday, 02-Jan-26 00:00:00 GMT     | 2026-01-02T00:00:00Z",
                "Thursday, 01-Jan-70 00:00:00 GMT   | 1970-01-01T00:00:00Z",
                "Tuesday, 31-Dec-69 23:59:59 GMT    | 2069-12-31T23:59:59Z"
            })
    void threeFormsAreRead(String text, Instant instant) {
        assertThat(HttpDate.parse(text)).contains(new HttpDate(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "784111777",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 06 Nov 1994 08:49:37 gmt",
                "sun, 06 nov 1994 08:49:37 GMT",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 94 08:49:37 GMT",
                "Sun, 32 Nov 1994 08:49:37 GMT",
                "Sat, 31 Feb 2026 08:49:37 GMT",
                "Wed, 29 Feb 2023 08:49:37 GMT",
                "Tue, 29 Feb 2023 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:60:00 GMT",
                "Sun, 06 Nov 1994 8:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT ",
                " Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sat, 31-Feb-26 08:49:37 GMT",
                "Sun Nov 06 08:49:37 1994 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "So, 06 Nov 1994 08:49:37 GMT"
            })
    void otherTextIsNoDate(String text) {
        assertThat(HttpDate.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1994-11-06T08:49:37Z       | Sun, 06 Nov 1994 08:49:37 GMT",
                "2026-01-02T03:04:05.999Z   | Fri, 02 Jan 2026 03:04:05 GMT",
                "1970-01-01T00:00:00Z       | Thu, 01 Jan 1970 00:00:00 GMT"
            })
    void isWrittenInThePreferredForm(Instant instant, String text) {
        assertThat(new HttpDate(instant)).hasToString(text);
        assertThat(HttpDate.parse(text)).contains(new HttpDate(instant));
    }

    @Test
    void fractionsOfASecondDoNotCount() {
        HttpDate second = new HttpDate(Instant.parse("1994-11-06T08:49:37Z"));
        HttpDate fraction = new HttpDate(Instant.parse("1994-11-06T08:49:37.999Z"));
        assertThat(fraction).isEqualTo(second).isEqualByComparingTo(second);
        assertThat(new HttpDate(Instant.parse("1994-11-06T08:49:38Z"))).isGreaterThan(fraction);
    }

    @Test
    void localeAndTimeZoneOfTheServerDoNotMatter() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            HttpDate date = new HttpDate(Instant.parse("1994-11-06T08:49:37Z"));
            assertThat(date).hasToString("Sun, 06 Nov 1994 08:49:37 GMT");
            assertThat(HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT")).contains(date);
            assertThat(HttpDate.parse("Sun Nov  6 08:49:37 1994")).contains(date);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
