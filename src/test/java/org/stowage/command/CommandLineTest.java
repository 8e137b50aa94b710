package org.stowage.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command line asks for. */
final class CommandLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain http://x/y?v=0 5 | explain | {\"url\":\"http://x/y?v=0\",\"length\":5}",
                "explain - 5 --authorization - --type a/b | explain | {\"url\":\"first\",\"length\":5,\"type\":\"a/b\",\"authorization\":\"second\"}",
                "test-upload | test-upload | {}",
                "test-upload --size 10 --url http://localhost/upload/ | test-upload | {\"url\":\"http://localhost/upload/\",\"size\":10}",
                "follow-clock | follow-clock | {}",
                "find | files | ''",
                "find --limit 10 --order due --path a\"b | files?order=due&path=a%22b&limit=10 | ''",
                "find --min-size 1 --stored-before 2026-11-28 | files?minSize=1&storedBefore=2026-11-28 | ''",
                "find --owner a@b --tenant capulet | files?tenant=capulet&owner=a%40b | ''",
                "find https://x/upload/a/b | file?url=https%3A%2F%2Fx%2Fupload%2Fa%2Fb | ''",
                "refusals --code bad-token | refusals?code=bad-token | ''",
                "refusals 7 | refusal?id=7 | ''",
                "jobs | jobs | ''",
                "jobs one | job?id=one | ''",
                "jobs --stop one | jobs/stop | {\"id\":\"one\"}",
                "transfers --end 3 | transfers/end | {\"id\":\"3\"}",
                "bans | bans | ''",
                "audit --event banned | audit?event=banned | ''",
                "dry-run | dry-run | {}",
                "dry-run a=b=c | dry-run | {\"a\":\"b=c\"}",
                "set | settings | ''",
                "set max-size 1_MiB | settings | {\"key\":\"max-size\",\"value\":\"1_MiB\"}",
                "set max-size | settings | {\"key\":\"max-size\"}",
                "check | check | ''"
            })
    void questionIsARequest(String words, String call, String json) {
        ServerRequest request = requests(words).get(0);
        assertThat(request.json()).isEqualTo(json);
        assertThat(request.url()).hasToString("http://127.0.0.1:8080/upload/-/" + call);
    }

    @Test
    void usageAsksTwice() {
        assertThat(requests("usage --limit 5"))
                .extracting(
                        request -> request.url().getPath() + "?" + request.url().getQuery())
                .containsExactly("/upload/-/overview?null", "/upload/-/owners?limit=5");
    }

    @Test
    void serverAndUserAreThoseOfTheOptions() {
        CommandLine line = line("check --server https://localhost:8443/files --user juliet");
        assertThat(line.user()).isEqualTo("juliet");
        assertThat(((ServerQuestion) line.task()).requests().get(0).url())
                .hasToString("https://localhost:8443/files/-/check");
        assertThat(line("check").user()).isEqualTo("admin");
    }

    @Test
    void orderHasItsWords() {
        GivenOrder ban = (GivenOrder)
                line("ban --content-of a/b --why spam --id 1 --yes").task();
        assertThat(ban.members()).isEqualTo(Map.of("action", "ban", "contentOf", "a/b", "why", "spam"));
        assertThat(ban.id()).isEqualTo("1");
        assertThat(ban.sure()).isTrue();
        GivenOrder erase =
                (GivenOrder) line("erase romeo@example.org --record r").task();
        assertThat(erase.members()).isEqualTo(Map.of("action", "erase", "owner", "romeo@example.org"));
        assertThat(erase.record()).isEqualTo(Optional.of(Path.of("r")));
        assertThat(erase.sure()).isFalse();
        assertThat(erase.id()).hasSize(36);
    }

    @Test
    void textsAreEscaped() {
        assertThat(new JsonBody().text("a", "\"\\\n\u00e9").toString())
                .isEqualTo("{\"a\":\"\\u0022\\u005c\\u000a\\u00e9\"}");
    }

    @Test
    void bodyAndQueryAreNotPrinted() {
        assertThat(requests("explain http://x/y?v=0 5").get(0).toString()).doesNotContain("v=0");
        assertThat(requests("find http://x/y?v=0").get(0).toString()).doesNotContain("v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain | Give the URL of the PUT.",
                "explain http://x/y | Give the length of the upload in bytes.",
                "explain http://x/y many | many is not a whole number.",
                "explain http://x/y 5 6 | There is one argument too many: 6",
                "explain x 5 --limit 1 | This command has no option --limit.",
                "check --password x | There is no option --password.",
                "check --user | The option --user needs exactly one value.",
                "check --user a --user b | The option --user needs exactly one value.",
                "check --server file:///etc | The server is a URL such as http://127.0.0.1:8080/upload/.",
                "check --limit 1 | This command has no option --limit.",
                "find a/b c | There is one argument too many: c",
                "find a/b --limit 1 | This command has no option --limit.",
                "delete a b | There is one argument too many: b",
                "dry-run all | Give settings such as stowage.retention.all.keep-for='30 days'.",
                "burn | There is no command burn."
            })
    void wrongArgumentsAreReported(String words, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> line(words)).withMessage(sentence);
    }

    @Test
    void missingCommandAndMissingInputAreReported() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.of(List.of(), List.<String>of().iterator()))
                .withMessageStartingWith("Give a command");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.of(
                        List.of("explain", "-", "5"), List.<String>of().iterator()))
                .withMessageStartingWith("The input needs a line");
    }

    private static List<ServerRequest> requests(String words) {
        return ((ServerQuestion) line(words).task()).requests();
    }

    private static CommandLine line(String words) {
        return CommandLine.of(
                List.of(words.split(" ", -1)), List.of("first", "second").iterator());
    }
}
