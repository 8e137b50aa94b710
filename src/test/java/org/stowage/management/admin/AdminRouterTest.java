package org.stowage.management.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.config.Settings.Admin;

/** The routes, the clients that may use them, and the JSON of the calls. */
final class AdminRouterTest {

    private static final Caller HERE = new Caller("127.0.0.1", "127.0.0.1", "localhost", false, List.of());
    private static final Caller THERE = new Caller("192.0.2.1", "127.0.0.1", "localhost", false, List.of());

    @Test
    void settingIsAskedAnewForEachRequest() {
        AtomicReference<Admin> setting = new AtomicReference<>(Admin.LOOPBACK);
        AdminRouter router = new AdminRouter(setting::get, List.of());
        assertThat(router.allows(HERE)).isTrue();
        assertThat(router.allows(THERE)).isFalse();
        setting.set(Admin.NONE);
        assertThat(router.allows(HERE)).isFalse();
        setting.set(Admin.ALL);
        assertThat(router.allows(THERE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explain/", "Explain", "%65xplain", "/explain", "explain;x", "x/../explain"})
    void pathIsSpelledExactly(String path) {
        AdminRouter router =
                new AdminRouter(() -> Admin.ALL, List.of(AdminRoute.post("explain", AdminRouterTest::echo)));
        assertThat(router.route("POST", "explain")).isPresent();
        assertThat(router.route("POST", path)).isEmpty();
    }

    @Test
    void methodIsThatOfTheRoute() {
        AdminRoute get = AdminRoute.get("a", AdminRouterTest::echo);
        AdminRoute post = AdminRoute.post("b", AdminRouterTest::echo);
        assertThat(List.of(get.takes("GET"), get.takes("HEAD"), get.takes("POST"), get.takes("get")))
                .containsExactly(true, true, false, false);
        assertThat(List.of(post.takes("POST"), post.takes("GET"), post.takes("HEAD")))
                .containsExactly(true, false, false);
        AdminRoute both = AdminRoute.post("a", AdminRouterTest::echo);
        AdminRouter router = new AdminRouter(() -> Admin.ALL, List.of(get, post, both));
        assertThat(router.allowed("a")).isEqualTo("GET, HEAD, POST");
        assertThat(router.allowed("b")).isEqualTo("POST");
        assertThat(get.isOpen() || post.isOpen()).isFalse();
    }

    @Test
    void twoCallsOfOnePathAreAMistake() {
        AdminRoute route = AdminRoute.get("a", AdminRouterTest::echo);
        assertThatIllegalStateException().isThrownBy(() -> new AdminRouter(() -> Admin.ALL, List.of(route, route)));
    }

    @Test
    void jsonIsReadAndWritten() {
        Map<?, ?> read = new AdminRequest("juliet", "", "{\"url\":\"\u00fc\",\"length\":5}").json(Map.class);
        assertThat(read.get("url")).isEqualTo("\u00fc");
        assertThat(AdminAnswer.json(Map.of("a", List.of("\u00fc"))).body()).isEqualTo("{\"a\":[\"\u00fc\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{", "[1]", "\"x\"", "5", "{\"a\":}", "{} {}", "\u0000", "<a/>"})
    void malformedJsonIsASentence(String body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdminRequest("juliet", "", body).json(Map.class))
                .withMessage("The body is not the JSON that this call takes.");
    }

    @Test
    void deepJsonIsASentenceToo() {
        for (String opening : List.of("[", "{\"a\":")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AdminRequest("juliet", "", opening.repeat(10_000)).json(Map.class));
        }
    }

    private static AdminAnswer echo(AdminRequest request) {
        return AdminAnswer.text("text/plain; charset=utf-8", request.body());
    }
}
