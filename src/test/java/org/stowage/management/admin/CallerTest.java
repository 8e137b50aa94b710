package org.stowage.management.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is of this machine. */
final class CallerTest {

    private static final List<String> HEADERS = List.of("Host", "Authorization", "Accept", "User-Agent");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1", "[::1]", "::ffff:127.0.0.1"})
    void loopbackAddressIsOfThisMachine(String address) {
        assertThat(new Caller(address, "localhost", false, false, HEADERS).isOfThisMachine())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "10.0.0.1",
                "::2",
                "0.0.0.0",
                "",
                "localhost",
                "127.0.0.1.example.org",
                "x127.0.0.1",
                "1127.0.0.1",
                "127.0.0.1, 192.0.2.1",
                "2001:db8::127.0.0.1"
            })
    void everyOtherAddressIsNot(String address) {
        assertThat(new Caller(address, "localhost", false, false, HEADERS).isOfThisMachine())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "::1", "[::1]"})
    void hostMayBeThisMachine(String host) {
        assertThat(new Caller("127.0.0.1", host, false, false, HEADERS).isOfThisMachine())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload.example.org", "", "192.0.2.1", "localhost.example.org", "127.0.0.1.nip.example"})
    void requestForAnotherHostHasPassedAProxy(String host) {
        assertThat(new Caller("127.0.0.1", host, false, false, HEADERS).isOfThisMachine())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "forwarded",
                "Via",
                "X-Real-IP",
                "X-Client-IP",
                "X-Forwarded-For",
                "x-forwarded-for",
                "X-Forwarded-Host",
                "X-Forwarded-Anything"
            })
    void signOfAProxyIsTheWorld(String header) {
        assertThat(new Caller("127.0.0.1", "localhost", false, false, List.of("Host", header)).isOfThisMachine())
                .isFalse();
    }

    /** nginx speaks 1.0 where it is not told otherwise; Tomcat's RemoteIpValve takes its header field away. */
    @Test
    void oldVersionAndForwardedAddressAreTheWorld() {
        assertThat(new Caller("127.0.0.1", "localhost", true, false, HEADERS).isOfThisMachine())
                .isFalse();
        assertThat(new Caller("127.0.0.1", "localhost", false, true, HEADERS).isOfThisMachine())
                .isFalse();
    }
}
