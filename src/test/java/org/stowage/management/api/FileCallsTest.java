package org.stowage.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.management.admin.ProblemException;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.Tombstone.Reason;

/** Questions about files, owners and bans as JSON, and the sentences that answer wrong ones. */
@Timeout(60)
final class FileCallsTest {

    private static final String CONDITIONS =
            "order, tenant, owner, path, type, minSize, maxSize, storedFrom, storedBefore, sha256";

    @TempDir
    private Path folder;

    @Test
    void fileIsToldWithWhatAnAdminMayKnow() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            JsonObject file = files(store, "order=oldest&limit=1").getJsonObject(0);
            assertThat(file.keySet())
                    .containsExactly("key", "tenant", "path", "size", "type", "owner", "stored", "due");
            assertThat(file.getString("tenant")).isEmpty();
            assertThat(file.getString("path")).isEqualTo("a/Brief.txt");
            assertThat(file.getInt("size")).isEqualTo(10);
            assertThat(file.getString("owner")).isEqualTo(QuestionedStore.ROMEO);
            assertThat(file.getString("stored")).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(file.getString("due")).isEqualTo("2026-01-09T03:04:05Z");
        }
    }

    @Test
    void hashIsToldIfItIsKnown() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder)) {
            store.store().repository().bans().add(new Ban(Ban.Kind.CONTENT, "00", Instant.EPOCH, ""));
            store.store("", "f/hashed.bin", 4, null);
            JsonArray files = files(store.cataloged(), "path=hashed");
            String sha256 = files.getJsonObject(0).getString("sha256");
            assertThat(sha256).startsWith("df3f619804a92fdb").hasSize(64);
            assertThat(paths(files(store, "sha256=" + sha256))).containsExactly("f/hashed.bin");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                       | 5",
                "path=O&limit=1000                        | 2",
                "owner=romeo%40example.org                | 3",
                "tenant=capulet&path=photo+1              | 1",
                "minSize=20&maxSize=30                    | 2",
                "storedFrom=2026-01-02T05:04:05Z          | 3",
                "storedBefore=2026-01-02T05:04:05Z        | 2",
                "storedFrom=2026-01-03                    | 0",
                "storedBefore=2026-01-03                  | 5",
                "type=text/plain                          | 5",
                "type=TEXT/*                              | 5",
                "type=image/*                             | 0",
                "path=no+such                             | 0",
                "order=&tenant=&owner=&path=&limit=       | 5"
            })
    void conditionsAreKept(String query, int found) throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThat(files(store, query)).hasSize(found);
            String conditions = query.replaceAll("&?limit=\\d*", "");
            assertThat(call(store).get("files/total?" + conditions).getInt("files"))
                    .isEqualTo(found);
        }
    }

    @Test
    void totalSumsTheBytesUp() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThat(call(store).get("files/total?owner=romeo@example.org"))
                    .hasToString("{\"files\":3,\"bytes\":60}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "oldest", "largest", "due"})
    void pagesMakeUpTheWholeList(String order) throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            List<String> whole = paths(files(store, "order=" + order));
            Called call = call(store);
            List<String> paged = new ArrayList<>();
            String next = "";
            do {
                JsonObject page = call.get("files?order=" + order + "&limit=1&cursor=" + next);
                paged.addAll(paths(page.getJsonArray("files")));
                next = page.getString("next", "");
            } while (!next.isEmpty());
            assertThat(paged).isEqualTo(whole).isNotEmpty();
        }
    }

    @Test
    void pageGoesOnBehindAFileThatIsGone() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            Called call = call(store);
            String next = call.get("files?order=oldest&limit=2").getString("next");
            store.store().repository().delete(new FileKey("", "b/large.bin"), Reason.DELETED);
            store.cataloged();
            assertThat(paths(call.get("files?order=oldest&limit=1&cursor=" + next)
                            .getJsonArray("files")))
                    .containsExactly("c/photo 1.jpg");
        }
    }

    /** A cursor of another start is one of other calls: they have another key. */
    @Test
    void cursorFitsOneQuestionOfOneStart() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            Called call = call(store);
            String next = call.get("files?limit=1").getString("next");
            assertStale(() -> call.get("files?order=oldest&cursor=" + next));
            assertStale(() -> call.get("files?path=a&cursor=" + next));
            assertStale(() -> call(store).get("files?cursor=" + next));
            assertStale(() -> call.get("files?cursor=" + next.substring(1)));
            assertStale(() -> call.get("files?cursor=page2"));
            assertStale(() -> call.get("files?cursor=%C3%BC"));
        }
    }

    private interface Question {
        JsonObject ask() throws IOException;
    }

    private static void assertStale(Question question) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(question::ask)
                .withMessage(
                        "This cursor is of another question, or of an earlier start of the server: ask again without it.")
                .returns(400, ProblemException::status)
                .returns("stale-cursor", ProblemException::code);
    }

    @Test
    void ownersAreToldWithTheirUse() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThat(call(store).get("owners?limit=2").getJsonArray("owners"))
                    .hasToString("[{\"tenant\":\"\",\"owner\":\"juliet@example.org\",\"files\":1,\"bytes\":300},"
                            + "{\"tenant\":\"\",\"owner\":\"romeo@example.org\",\"files\":2,\"bytes\":40}]");
        }
    }

    /** {@code printf 'mercutio@example.org' | sha1sum}. */
    @Test
    void ownerOfEjabberdIsFoundByTheAddress() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder)) {
            String hash = "9c73a04ddb2fcb7453105e3b868af594e634b330";
            store.store("", hash + "/x/a.txt", 7, hash);
            store.cataloged();
            JsonObject owner = call(store).get("owner?owner=Mercutio%40example.org/phone");
            assertThat(owner.getInt("files")).isEqualTo(1);
            assertThat(owner.getJsonObject("newest").getInt("size")).isEqualTo(7);
            assertThat(paths(files(store, "owner=mercutio@example.org"))).containsExactly(hash + "/x/a.txt");
        }
    }

    @Test
    void ownerIsToldWithFilesAndBans() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            store.store()
                    .repository()
                    .bans()
                    .add(new Ban(Ban.Kind.OWNER, QuestionedStore.ROMEO, Instant.EPOCH, "spam"));
            JsonObject owner = call(store).get("owner?owner=romeo@example.org");
            assertThat(owner.getInt("files")).isEqualTo(3);
            assertThat(owner.getInt("bytes")).isEqualTo(60);
            assertThat(owner.getJsonArray("parts")).hasSize(2);
            assertThat(owner.getJsonObject("newest").getString("path")).isEqualTo("e/brief.txt");
            assertThat(owner.getJsonObject("largest").getInt("size")).isEqualTo(30);
            assertThat(owner.getJsonArray("bans").getJsonObject(0).getString("why"))
                    .isEqualTo("spam");
            assertThat(call(store).get("bans").getJsonArray("bans")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner?owner=nobody@example.org", "files?owner=nobody@example.org"})
    void ownerWhoIsNotKnownIsNotFound(String question) throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> call(store).get(question))
                    .returns(404, ProblemException::status)
                    .returns("unknown-owner", ProblemException::code);
        }
    }

    @Test
    void whatHappenedToAFileIsTold() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            JsonObject stored = call(store).get("file?url=a/Brief.txt");
            assertThat(stored.getString("state")).isEqualTo("stored");
            assertThat(stored.getString("rule")).isEqualTo("brief");
            assertThat(stored.getJsonObject("file").getInt("size")).isEqualTo(10);
            store.store().repository().bans().add(new Ban(Ban.Kind.PATH, "b/large.bin", Instant.EPOCH, "why"));
            store.store().repository().delete(new FileKey("", "b/large.bin"), Reason.TAKEN_DOWN);
            JsonObject down = call(store).get("file?url=b/large.bin");
            assertThat(down.getString("state")).isEqualTo("taken-down");
            assertThat(down.containsKey("file")).isFalse();
            assertThat(down.getJsonObject("tombstone").getString("reason")).isEqualTo("taken-down");
            assertThat(down.getJsonArray("bans").getJsonObject(0).getString("kind"))
                    .isEqualTo("path");
            assertThat(call(store).get("file?url=no/such").getString("state")).isEqualTo("unknown");
        }
    }

    @Test
    void whoAcceptsTextGetsLines() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            String files = call(store).lines("files?limit=1");
            assertThat(files)
                    .startsWith(
                            "2026-01-02T07:04:05Z           30 romeo@example.org 2026-01-09T07:04:05Z e/brief.txt\nmore: --cursor ")
                    .endsWith("\npassed\n");
            assertThat(call(store).lines("files?path=no+such")).isEqualTo("passed\n");
            assertThat(call(store).lines("owners?limit=1"))
                    .isEqualTo("            300         1 juliet@example.org\npassed\n");
            assertThat(call(store).lines("file?url=a/Brief.txt"))
                    .startsWith(
                            "a/Brief.txt\nstored: The file is stored. It is deleted at 2026-01-09T03:04:05Z by the rule brief.\n")
                    .endsWith("\npassed\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order=smallest        | The order is newest, oldest, largest or due.",
                "limit=ten             | The parameter limit is a whole number.",
                "limit=1.5             | The parameter limit is a whole number.",
                "limit=18446744073709551666 | The parameter limit is a whole number.",
                "limit=-1              | The parameter limit is a whole number.",
                "limit=0               | The limit is a number from 1 to 1000.",
                "limit=1001            | The limit is a number from 1 to 1000.",
                "limit=1&limit=2       | The parameter limit occurs twice.",
                "minSize=big           | The parameter minSize is a whole number.",
                "path=%E               | The query is not percent-encoded as it should be.",
                "sha256=12             | A content is named by its SHA-256 of 64 hex digits.",
                "type=picture          | 'A type is one such as image/png, or all of a kind such as image/*.'",
                "owner=+               | 'An owner is named as the XMPP server does, such as juliet@example.org.'",
                "page=abc              | 'The query has a parameter other than " + CONDITIONS + ", limit, cursor.'",
                "Owner=romeo           | 'The query has a parameter other than " + CONDITIONS + ", limit, cursor.'",
                "storedFrom=yesterday  | 'The parameter storedFrom is a day such as 2026-11-28, or a time such as 2026-11-28T06:30:00Z.'",
                "storedFrom=2026-02-30 | 'The parameter storedFrom is a day such as 2026-11-28, or a time such as 2026-11-28T06:30:00Z.'"
            })
    void whatIsNoQuestionAboutFilesIsSaidInASentence(String query, String sentence) throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> files(store, query))
                    .withMessage(sentence);
        }
    }

    @Test
    void nothingIsAnsweredBeforeTheCatalogIsOpen() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder)) {
            String sentence = "The catalog cannot be asked now: it is being opened.";
            assertUnavailable(() -> call(store).get("files"), sentence);
            assertUnavailable(() -> call(store).get("owners"), sentence);
        }
    }

    @Test
    void whyTheCatalogCannotBeOpenedIsSaid() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).failing(new IOException("No space left"))) {
            assertThatIOException().isThrownBy(store::cataloged);
            assertUnavailable(() -> call(store).get("files"), "The catalog cannot be asked now: No space left.");
        }
    }

    /** The message of the engine may be of no use to an admin, so it is only logged. */
    @Test
    void catalogThatFailsWhenItIsAskedIsNotTheStore() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged().failing(new IOException("secret"))) {
            assertUnavailable(() -> call(store).get("files"), "The catalog cannot be read; the log says why.");
        }
    }

    private static void assertUnavailable(Question question, String sentence) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(question::ask)
                .withMessage(sentence)
                .returns(503, ProblemException::status)
                .returns("catalog-unavailable", ProblemException::code);
    }

    private static Called call(QuestionedStore store) {
        return new Called(store.calls().routes());
    }

    private static JsonArray files(QuestionedStore store, String query) throws IOException {
        return call(store).get("files?" + query).getJsonArray("files");
    }

    private static List<String> paths(JsonArray files) {
        return files.stream().map(file -> file.asJsonObject().getString("path")).toList();
    }
}
