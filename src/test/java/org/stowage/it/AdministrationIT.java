package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.RawHttp.Answer;

/** What there is below {@code /-/} for those who are no administrators. */
final class AdministrationIT extends DeployedWar {

    @Test
    void everybodyMayAskWhetherItLives() throws Exception {
        Answer answer = request("GET", "-/health/live", "X-Forwarded-For: 192.0.2.1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-/health/ready", "-/metrics", "-/", "-"})
    void nobodyIsToldMoreWithoutAPassword(String rest) throws Exception {
        assertThat(request("GET", rest).status()).isEqualTo(401);
        assertThat(request("GET", rest, "Authorization: Basic !").status()).isEqualTo(401);
        Answer outside = request("GET", rest, "X-Forwarded-For: 192.0.2.1");
        assertThat(outside.status()).isEqualTo(404);
        assertThat(outside.header("WWW-Authenticate")).isEmpty();
        assertThat(outside.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void passwordChangesNothingForUploads() throws Exception {
        String path = Signed.freshPath("a.txt");
        assertThat(put(path, new byte[] {1}, "Authorization: Basic eDp5").status())
                .isEqualTo(201);
        assertThat(request("GET", path, "Authorization: Basic eDp5").status()).isEqualTo(200);
        assertThat(request("DELETE", path, "Authorization: Basic eDp5").status())
                .isEqualTo(403);
        assertThat(request("GET", path).headers("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-/x", "-", "%2D/x", "-/a/b", "./-/x", "-/metrics"})
    void noFileCanBeThere(String rest) throws Exception {
        String decoded = rest.replace("%2D", "-");
        for (String signed : new String[] {rest, decoded, "-/x"}) {
            Answer answer = putTo(rest + "?v=" + Signed.mac(signed + " 1"), new byte[] {1});
            assertThat(answer.status()).isIn(400, 404, 405);
        }
        assertThat(request("GET", rest, "Via: 1.1 proxy").status()).isIn(400, 404);
    }

    /** At the management port, where the server has MicroProfile Health. */
    @Test
    void serversOwnHealthShowsOurs() throws Exception {
        assumeTrue("wildfly-microprofile".equals(System.getProperty("arquillian.launch")), "no MicroProfile Health");
        try (RawHttp http = new RawHttp(Integer.getInteger("wildfly.management.port"))) {
            Answer answer = http.exchange("GET", "/health/ready", "Connection: close");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .contains("\"name\":\"Stowage\"", "\"store\":\"UP\"", "\"space\":\"UP\"", "\"clock\":\"UP\"");
        }
        try (RawHttp http = new RawHttp(Integer.getInteger("wildfly.management.port"))) {
            assertThat(http.exchange("GET", "/health/live", "Connection: close").text())
                    .contains("\"name\":\"Stowage\"");
        }
    }
}
