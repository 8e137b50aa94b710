package org.stowage.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command line asks for. */
final class ServerRequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain http://x/y?v=0 5 | {\"url\":\"http://x/y?v=0\",\"length\":5}",
                "explain - 5 --authorization - --type a/b | {\"url\":\"first\",\"length\":5,\"type\":\"a/b\",\"authorization\":\"second\"}",
                "test-upload | {}",
                "files | {}",
                "files --limit 10 --order due --path a\"b | {\"order\":\"due\",\"path\":\"a\\u0022b\",\"limit\":10}",
                "files --owner a@b --tenant capulet | {\"tenant\":\"capulet\",\"owner\":\"a@b\"}",
                "owners --limit -1 | {\"limit\":-1}",
                "test-upload --size 10 --url http://localhost/upload/ | {\"url\":\"http://localhost/upload/\",\"size\":10}"
            })
    void callHasABody(String words, String json) {
        ServerRequest request = request(words);
        assertThat(request.json()).isEqualTo(json);
        assertThat(request.user()).isEqualTo("admin");
        assertThat(request.url().toString())
                .isEqualTo("http://127.0.0.1:8080/upload/-/"
                        + List.of(words.split(" ", -1)).get(0));
    }

    @Test
    void checkHasNoBody() {
        ServerRequest request = request("check --server https://localhost:8443/files --user juliet");
        assertThat(request)
                .isEqualTo(new ServerRequest(URI.create("https://localhost:8443/files/-/check"), "", "juliet"));
    }

    @Test
    void textsAreEscaped() {
        assertThat(new JsonBody().text("a", "\"\\\n\u00e9").toString())
                .isEqualTo("{\"a\":\"\\u0022\\u005c\\u000a\\u00e9\"}");
    }

    @Test
    void bodyIsNotPrinted() {
        assertThat(request("explain http://x/y?v=0 5").toString()).doesNotContain("v=0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain | Give the URL of the PUT.",
                "explain http://x/y | Give the length of the upload in bytes.",
                "explain http://x/y many | many is not a whole number.",
                "explain http://x/y 5 6 | There is one argument too many: 6",
                "check --password x | There is no option --password.",
                "check --user | The option --user needs exactly one value.",
                "check --user a --user b | The option --user needs exactly one value.",
                "check --server file:///etc | The server is a URL such as http://127.0.0.1:8080/upload/.",
                "files a/b | There is one argument too many: a/b",
                "files --limit all | all is not a whole number.",
                "files --limit 1e3 | 1e3 is not a whole number.",
                "burn | There is no command burn."
            })
    void wrongArgumentsAreReported(String words, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> request(words)).withMessage(sentence);
    }

    @Test
    void missingCommandAndMissingInputAreReported() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerRequest.of(List.of(), List.<String>of().iterator()))
                .withMessageStartingWith("Give a command");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerRequest.of(
                        List.of("explain", "-", "5"), List.<String>of().iterator()))
                .withMessageStartingWith("The input needs a line");
    }

    private static ServerRequest request(String words) {
        return ServerRequest.of(
                List.of(words.split(" ", -1)), List.of("first", "second").iterator());
    }
}
