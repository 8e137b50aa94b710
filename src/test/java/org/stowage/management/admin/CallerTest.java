package org.stowage.management.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests come from a program on this machine. */
final class CallerTest {

    private static final List<String> HEADERS = List.of("Host", "Authorization", "Accept", "User-Agent");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1", "[::1]", "::ffff:127.0.0.1"})
    void loopbackAddressIsOfThisMachine(String address) {
        assertThat(new Caller(address, "127.0.0.1", "localhost", false, HEADERS).isOfThisMachine())
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
        assertThat(new Caller(address, "127.0.0.1", "localhost", false, HEADERS).isOfThisMachine())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "::1", "[::1]"})
    void hostMayBeThisMachine(String host) {
        assertThat(new Caller("127.0.0.1", "127.0.0.1", host, false, HEADERS).isOfThisMachine())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload.example.org", "", "192.0.2.1", "localhost.example.org", "127.0.0.1.nip.example"})
    void requestForAnotherHostHasPassedAProxy(String host) {
        assertThat(new Caller("127.0.0.1", "127.0.0.1", host, false, HEADERS).isOfThisMachine())
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
        assertThat(new Caller("127.0.0.1", "127.0.0.1", "localhost", false, List.of("Host", header)).isOfThisMachine())
                .isFalse();
    }

    /** nginx sends HTTP/1.0 by default. */
    @Test
    void oldVersionIsTheWorld() {
        assertThat(new Caller("127.0.0.1", "127.0.0.1", "localhost", true, HEADERS).isOfThisMachine())
                .isFalse();
    }

    /** By default Tomcat's RemoteIpValve trusts private networks, and removes the header field that it has read. */
    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.2", "", "fd00::1"})
    void whoCameFromElsewhereIsNotOfThisMachineWhateverAddressItClaims(String reached) {
        assertThat(new Caller("127.0.0.1", reached, "localhost", false, HEADERS).isOfThisMachine())
                .isFalse();
    }
}
