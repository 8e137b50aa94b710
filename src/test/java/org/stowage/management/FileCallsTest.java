package org.stowage.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.storage.Ban;

/** Questions about files and owners as JSON, and the sentences that answer wrong ones. */
@Timeout(60)
final class FileCallsTest {

    private static final String WRONG = "The body is not the JSON that this call takes.";

    @TempDir
    private Path folder;

    @Test
    void fileIsToldWithWhatAnAdminMayKnow() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            AdminAnswer answer = calls(store).files(json("{\"order\":\"oldest\",\"limit\":1}"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
            JsonObject file = list(answer, "files").getJsonObject(0);
            assertThat(file.keySet())
                    .containsExactlyInAnyOrder("tenant", "path", "size", "type", "owner", "stored", "due");
            assertThat(file.getString("tenant")).isEmpty();
            assertThat(file.getString("path")).isEqualTo("a/Brief.txt");
            assertThat(file.getInt("size")).isEqualTo(10);
            assertThat(file.getString("type")).isEqualTo("text/plain");
            assertThat(file.getString("owner")).isEqualTo(QuestionedStore.ROMEO);
            assertThat(file.getString("stored")).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(file.getString("due")).isEqualTo("2026-01-09T03:04:05Z");
        }
    }

    @Test
    void hashIsToldIfItIsKnown() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder)) {
            Instant now = Instant.EPOCH;
            store.store().repository().bans().add(new Ban(Ban.Kind.CONTENT, "00", now, ""));
            store.store("", "f/hashed.bin", 4, null);
            JsonArray files = list(calls(store.cataloged()).files(json("{\"path\":\"hashed\"}")), "files");
            assertThat(files.getJsonObject(0).getString("sha256"))
                    .startsWith("df3f619804a92fdb")
                    .hasSize(64);
        }
    }

    /** A path is shown decoded, because JSON can write every character. */
    @Test
    void whatIsNotKnownIsLeftOut() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            JsonArray files = list(calls(store).files(json("{\"path\":\"O\",\"limit\":1000}")), "files");
            assertThat(files).hasSize(2);
            assertThat(files.getJsonObject(0).keySet()).doesNotContain("owner", "due");
            assertThat(files.getJsonObject(1).getString("path")).isEqualTo("c/photo 1.jpg");
            assertThat(files.getJsonObject(1).getString("tenant")).isEqualTo("capulet");
        }
    }

    @Test
    void questionMayHaveAllMembersOrNone() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThat(list(calls(store).files(json("{}")), "files")).hasSize(5);
            assertThat(list(calls(store).files(json(nothing())), "files")).hasSize(5);
            String all = "{\"order\":\"largest\",\"tenant\":\"capulet\",\"owner\":\"" + QuestionedStore.ROMEO
                    + "\",\"path\":\"photo\",\"limit\":2.0}";
            assertThat(list(calls(store).files(json(all)), "files")).hasSize(1);
        }
    }

    private static String nothing() {
        return "{\"order\":null,\"tenant\":\"\",\"owner\":null,\"path\":\"\",\"limit\":null}";
    }

    @Test
    void ownersAreToldWithTheirUse() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            JsonArray owners = list(calls(store).owners(json("{\"limit\":2}")), "owners");
            assertThat(owners)
                    .hasToString("[{\"tenant\":\"\",\"owner\":\"juliet@example.org\",\"files\":1,\"bytes\":300},"
                            + "{\"tenant\":\"\",\"owner\":\"romeo@example.org\",\"files\":2,\"bytes\":40}]");
        }
    }

    @Test
    void whoAcceptsTextGetsLines() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            AdminAnswer files = calls(store).files(text("{\"limit\":1}"));
            assertThat(files.contentType()).isEqualTo("text/plain; charset=utf-8");
            assertThat(files.body()).isEqualTo("""
                            2026-01-02T07:04:05Z           30 romeo@example.org 2026-01-09T07:04:05Z e/brief.txt
                            passed
                            """);
            assertThat(calls(store).files(text("{\"path\":\"no such\"}")).body())
                    .isEqualTo("passed\n");
            assertThat(calls(store).owners(text("{\"limit\":1}")).body())
                    .isEqualTo("            300         1 juliet@example.org\npassed\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                           | " + WRONG,
                "{                            | " + WRONG,
                "[]                           | " + WRONG,
                "null                         | " + WRONG,
                "'\"newest\"'                 | " + WRONG,
                "{\"limit\":1}{}              | " + WRONG,
                "{\"limit\":1} x              | " + WRONG,
                "{\"path\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]} | " + WRONG,
                "{\"order\":\"smallest\"}     | The order is newest, oldest, largest or due.",
                "{\"order\":1}                | The member order is a text.",
                "{\"owner\":[\"romeo\"]}      | The member owner is a text.",
                "{\"path\":true}              | The member path is a text.",
                "{\"tenant\":{}}              | The member tenant is a text.",
                "{\"limit\":\"10\"}           | The member limit is a whole number.",
                "{\"limit\":1.5}              | The member limit is a whole number.",
                "{\"limit\":18446744073709551666} | The member limit is a whole number.",
                "{\"limit\":1e99}             | The member limit is a whole number.",
                "{\"limit\":-1}               | The limit is a number from 1 to 1000.",
                "{\"limit\":0}                | The limit is a number from 1 to 1000.",
                "{\"limit\":1001}             | The limit is a number from 1 to 1000.",
                "{\"page\":\"abc\"}           | 'The body has a member other than order, tenant, owner, path, limit.'",
                "{\"Owner\":\"romeo\"}        | 'The body has a member other than order, tenant, owner, path, limit.'"
            })
    void whatIsNoQuestionAboutFilesIsSaidInASentence(String body, String sentence) throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            FileCalls calls = calls(store);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calls.files(json(body)))
                    .withMessage(sentence);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                       | " + WRONG,
                "{\"limit\":0}            | The limit is a number from 1 to 1000.",
                "{\"limit\":null,\"order\":\"due\"} | The body has a member other than limit."
            })
    void whatIsNoQuestionAboutOwnersIsSaidInASentence(String body, String sentence) throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            FileCalls calls = calls(store);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calls.owners(json(body)))
                    .withMessage(sentence);
        }
    }

    @Test
    void nothingIsAnsweredBeforeTheCatalogIsOpen() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder)) {
            String sentence = "The catalog cannot be asked now: it is being opened.";
            assertUnavailable(calls(store).files(json("{}")), sentence);
            assertUnavailable(calls(store).files(text("{}")), sentence);
            assertUnavailable(calls(store).owners(json("{}")), sentence);
        }
    }

    @Test
    void whyTheCatalogCannotBeOpenedIsSaid() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).failing(new IOException("No space left"))) {
            assertThatIOException().isThrownBy(store::cataloged);
            String sentence = "The catalog cannot be asked now: No space left.";
            assertUnavailable(calls(store).files(json("{}")), sentence);
            assertUnavailable(calls(store).owners(text("{}")), sentence);
        }
    }

    /** The message of the engine may be of no use to an admin, so it is only logged. */
    @Test
    void catalogThatFailsWhenItIsAskedIsNotTheStore() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged().failing(new IOException("secret"))) {
            assertUnavailable(calls(store).files(json("{}")), "The catalog cannot be read; the log says why.");
        }
    }

    private static void assertUnavailable(AdminAnswer answer, String sentence) {
        assertThat(answer).isEqualTo(new AdminAnswer(503, "text/plain; charset=utf-8", sentence + "\n"));
    }

    private static FileCalls calls(QuestionedStore store) {
        return new FileCalls(store.questions());
    }

    private static AdminRequest json(String body) {
        return new AdminRequest("admin", "", body);
    }

    private static AdminRequest text(String body) {
        return new AdminRequest("admin", "text/plain", body);
    }

    private static JsonArray list(AdminAnswer answer, String name) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            JsonObject object = reader.readObject();
            assertThat(object.keySet()).containsExactly(name);
            return object.getJsonArray(name);
        }
    }
}
