package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.stowage.it.RawHttp;

/** What the servers believe without a proxy between, configured as for one. */
@ExtendWith(ProxiedServers.OfAllTests.class)
final class ForwardedFieldsIT {

    private final WildFlyFolder wildfly;
    private final TomcatFolder tomcat;

    ForwardedFieldsIT(ProxiedServers servers) {
        this.wildfly = servers.wildfly();
        this.tomcat = servers.tomcat();
    }

    /** Why nobody but the proxy may reach it. */
    @Test
    void wildflyBelievesWhoeverReachesTheListenerOfTheProxy() throws Exception {
        try (RawHttp http = new RawHttp(wildfly.port())) {
            assertThat(http.exchange(
                                    "GET",
                                    "/upload/probe/",
                                    "X-Forwarded-For: 192.0.2.1, 192.0.2.2",
                                    "X-Forwarded-Proto: https",
                                    "X-Forwarded-Host: " + ProxiedServers.CAPULET)
                            .text())
                    .startsWith(ProbeWar.REACHED + " 192.0.2.1 https " + ProxiedServers.CAPULET);
        }
    }

    @Test
    void wildflyBelievesNobodyAtItsOtherListeners() throws Exception {
        try (RawHttp http = new RawHttp(Tls.connect(wildfly.httpsPort()))) {
            assertThat(http.exchange(
                                    "GET",
                                    "/upload/probe/",
                                    "X-Forwarded-For: 192.0.2.1",
                                    "X-Forwarded-Host: " + ProxiedServers.CAPULET)
                            .text())
                    .startsWith(ProbeWar.REACHED + " 127.0.0.1 https 127.0.0.1");
        }
    }

    @Test
    void tomcatBelievesTheProxyButNotWhatItHandsOnFromOthersNorAnotherHost() throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            assertThat(http.exchange(
                                    "GET",
                                    "/upload/probe/",
                                    "X-Forwarded-For: 192.0.2.1, 192.0.2.2",
                                    "X-Forwarded-Proto: https",
                                    "X-Forwarded-Host: " + ProxiedServers.CAPULET)
                            .text())
                    .isEqualTo(ProbeWar.REACHED + " 192.0.2.2 https 127.0.0.1 443 true");
        }
    }

    @Test
    void tomcatBelievesNobodyElse() throws Exception {
        Socket other =
                new Socket(InetAddress.getLoopbackAddress(), tomcat.port(), InetAddress.getByName("127.0.0.2"), 0);
        try (RawHttp http = new RawHttp(other)) {
            assertThat(http.exchange("GET", "/upload/probe/", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https")
                            .text())
                    .startsWith(ProbeWar.REACHED + " 127.0.0.2 http 127.0.0.1");
        }
    }

    @Test
    void forwardedMovesNeitherServer() throws Exception {
        for (int port : List.of(wildfly.port(), tomcat.port())) {
            try (RawHttp http = new RawHttp(port)) {
                assertThat(http.exchange(
                                        "GET",
                                        "/upload/probe/",
                                        "Forwarded: for=192.0.2.1;proto=https;host=" + ProxiedServers.CAPULET)
                                .text())
                        .startsWith(ProbeWar.REACHED + " 127.0.0.1 http 127.0.0.1");
            }
        }
    }
}
