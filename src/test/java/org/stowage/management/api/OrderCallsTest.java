package org.stowage.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.management.admin.ProblemException;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;

/** Orders as jobs: what is said before, what is done, and what stays. */
@Timeout(60)
final class OrderCallsTest {

    @TempDir
    private Path folder;

    private ApiOfTest api;
    private Called call;

    @BeforeEach
    void open() throws IOException {
        api = new ApiOfTest(folder);
        call = api.called();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\":\"delete\",\"url\":\"a/Brief.txt\"} | 1 | 10 | Deletes a/Brief.txt: 1 file, 10 bytes.",
                "{\"action\":\"delete\",\"url\":\"no/such\"} | 0 | 0 | Deletes no/such: 0 files, 0 bytes.",
                "{\"action\":\"delete\",\"path\":\"BRIEF\"} | 2 | 40 | Deletes paths with",
                "{\"action\":\"ban\",\"owner\":\"romeo@example.org\"} | 3 | 60 | Bans owner romeo@example.org:",
                "{\"action\":\"erase\",\"owner\":\"romeo@example.org\"} | 3 | 60 | Deletes all files of owner romeo@",
                "{\"action\":\"unban\",\"url\":\"a/Brief.txt\"} | 0 | 0 | Lifts the ban of a/Brief.txt."
            })
    void orderSaysWhatItWillDo(String order, int files, int bytes, String sentence) throws IOException {
        JsonObject preview = call.post("preview", order);
        assertThat(preview.getInt("files")).isEqualTo(files);
        assertThat(preview.getInt("bytes")).isEqualTo(bytes);
        assertThat(preview.getString("sentence")).startsWith(sentence);
        assertThat(paths()).hasSize(5);
    }

    @Test
    void filesOfAnOwnerAreDeletedOnce() throws Exception {
        String order = "{\"id\":\"1\",\"action\":\"delete\",\"owner\":\"romeo@example.org\"}";
        assertThat(call.post("jobs", order).getString("admin")).isEqualTo("juliet");
        JsonObject job = over("1");
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getInt("files")).isEqualTo(3);
        assertThat(job.getInt("bytes")).isEqualTo(60);
        assertThat(job.getInt("percent")).isEqualTo(100);
        assertThat(job.getBoolean("record")).isFalse();
        assertThat(paths()).containsExactlyInAnyOrder("b/large.bin", "d/nobody.txt");
        api.store().store("", "g/new.txt", 1, QuestionedStore.ROMEO);
        assertThat(call.post("jobs", order).getString("state")).isEqualTo("done");
        assertThat(paths()).contains("g/new.txt");
        assertThat(call.get("jobs").getJsonArray("jobs")).hasSize(1);
    }

    @Test
    void idIsOfOneOrderOnly() throws Exception {
        call.post("jobs", "{\"id\":\"1\",\"action\":\"delete\",\"url\":\"a/Brief.txt\"}");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> call.post("jobs", "{\"id\":\"1\",\"action\":\"delete\",\"url\":\"b/large.bin\"}"))
                .returns(409, ProblemException::status)
                .returns("id-is-taken", ProblemException::code);
        over("1");
        assertThat(paths()).contains("b/large.bin");
    }

    /** Both give the same order with the same id, and others of their own. */
    @Test
    void twoAdminsAtOnceAreSafe() throws Exception {
        ExecutorService admins = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> given = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String owner = i % 2 == 0 ? QuestionedStore.ROMEO : QuestionedStore.JULIET;
                String order = "{\"id\":\"o" + i % 4 + "\",\"action\":\"delete\",\"owner\":\"" + owner + "\"}";
                given.add(admins.submit(() -> call.post("jobs", order)));
            }
            for (Future<?> each : given) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            admins.shutdownNow();
        }
        int files = 0;
        for (int i = 0; i < 4; i++) {
            JsonObject job = over("o" + i);
            assertThat(job.getString("state")).isEqualTo("done");
            files += job.getInt("files");
        }
        assertThat(files).isEqualTo(4);
        assertThat(call.get("jobs").getJsonArray("jobs")).hasSize(4);
    }

    @Test
    void contentIsBannedByOneOfItsFiles() throws Exception {
        api.store().store("", "x/one.bin", 7, null);
        api.store().store("", "x/other.bin", 7, null);
        call.post("jobs", "{\"id\":\"ban\",\"action\":\"ban\",\"contentOf\":\"x/one.bin\",\"why\":\"report 7\"}");
        JsonObject job = over("ban");
        assertThat(job.getInt("files")).isEqualTo(2);
        assertThat(call.get("file?url=x/other.bin").getString("state")).isEqualTo("taken-down");
        JsonObject ban = call.get("bans").getJsonArray("bans").getJsonObject(0);
        assertThat(ban.getString("kind")).isEqualTo("content");
        assertThat(ban.getString("why")).isEqualTo("report 7");
        call.post("jobs", "{\"id\":\"unban\",\"action\":\"unban\",\"sha256\":\"" + ban.getString("value") + "\"}");
        assertThat(over("unban").getString("sentence")).isEqualTo("The ban is lifted.");
        assertThat(call.get("bans").getJsonArray("bans")).isEmpty();
        call.post("jobs", "{\"id\":\"again\",\"action\":\"unban\",\"sha256\":\"" + ban.getString("value") + "\"}");
        assertThat(over("again").getString("sentence")).isEqualTo("There was no such ban.");
    }

    @Test
    void orderIsInTheAuditLogWithTheName() throws Exception {
        call.post("jobs", "{\"id\":\"1\",\"action\":\"ban\",\"url\":\"a/Brief.txt\",\"why\":\"spam\"}");
        over("1");
        JsonObject audit = call.get("audit?admin=juliet");
        while (audit.getJsonArray("lines").size() < 2) {
            Thread.sleep(20);
            audit = call.get("audit?admin=juliet");
        }
        assertThat(audit.getBoolean("readable")).isTrue();
        assertThat(audit.getJsonArray("lines").getJsonObject(0).getString("event"))
                .isEqualTo("deleted");
        assertThat(audit.getJsonArray("lines").getJsonObject(1).getString("event"))
                .isEqualTo("banned");
        assertThat(call.get("audit?event=banned&limit=1").getJsonArray("lines")).hasSize(1);
        assertThat(call.get("file?url=a/Brief.txt").getJsonArray("events")).hasSize(2);
        assertThat(call.lines("audit?event=banned")).endsWith(" banned a/Brief.txt by=juliet why=spam\npassed\n");
    }

    @Test
    void erasureLeavesASignedRecord() throws Exception {
        call.post("jobs", "{\"id\":\"gdpr\",\"action\":\"erase\",\"owner\":\"romeo@example.org\"}");
        assertThat(over("gdpr").getBoolean("record")).isTrue();
        Path record = call.answer("job/record?id=gdpr", "").file();
        List<String> lines = Files.readAllLines(record);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .contains("\"record\":\"erasure\"", "\"job\":\"gdpr\"", "romeo@example.org", "\"admin\":\"juliet\"");
        assertThat(lines.subList(1, 4).toString()).contains("a/Brief.txt", "c/photo 1.jpg", "e/brief.txt");
        assertThat(lines.get(4)).contains("\"files\":3,\"bytes\":60,\"left\":0,\"outcome\":\"done\"");
        JsonObject end = Called.json(new org.stowage.management.admin.AdminAnswer(200, "", lines.get(5)));
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest((String.join("\n", lines.subList(0, 5)) + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(end.getString("sha256")).isEqualTo(digest);
        String key = call.get("job/key").getString("publicKey");
        assertThat(end.getString("publicKey")).isEqualTo(key);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
        signature.update(digest.getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getDecoder().decode(end.getString("signature"))))
                .isTrue();
    }

    /** The first job waits in the middle of its deletions. */
    @Test
    void jobIsStoppedBeforeItsNextFileAndOneThatWaitsBeforeItBegins() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        api.whenAudited(() -> {
            begun.countDown();
            try {
                goOn.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        call.post("jobs", "{\"id\":\"first\",\"action\":\"delete\",\"path\":\"txt\"}");
        call.post("jobs", "{\"id\":\"last\",\"action\":\"delete\",\"url\":\"b/large.bin\"}");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(call.get("job?id=first").getString("state")).isEqualTo("running");
        assertThat(call.get("job?id=last").getString("state")).isEqualTo("waiting");
        assertThat(call.lines("job?id=last")).endsWith("\nrunning\n");
        call.post("jobs/stop", "{\"id\":\"first\"}");
        call.post("jobs/stop", "{\"id\":\"last\"}");
        goOn.countDown();
        assertThat(over("first").getString("state")).isEqualTo("stopped");
        assertThat(over("first").getInt("files")).isEqualTo(1);
        assertThat(over("last").getString("state")).isEqualTo("stopped");
        assertThat(call.lines("job?id=last")).endsWith("\nfailed\n");
        assertThat(paths()).hasSize(4).contains("b/large.bin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\":\"burn\",\"url\":\"a/b\"} | The action is delete, ban, unban or erase.",
                "{\"action\":\"delete\"} | 'Name one of url, contentOf, path, owner, sha256.'",
                "{\"action\":\"delete\",\"url\":\"a\",\"owner\":\"b\"} | 'Name one of url, contentOf, path, owner, sha256.'",
                "{\"action\":\"delete\",\"path\":\"a\"} | A part of a path to be deleted has at least three characters.",
                "{\"action\":\"ban\",\"path\":\"abc\"} | A part of a path can be deleted only. Ban a file by its url.",
                "{\"action\":\"erase\",\"url\":\"abc\"} | Only an owner is erased.",
                "{\"action\":\"delete\",\"url\":\"http://\"} | Name a file.",
                "{\"action\":\"ban\",\"url\":\"a\",\"why\":\"a\\nb\"} | 'A reason has at most 500 characters, all in one line.'"
            })
    void whatIsNoOrderIsSaidInASentence(String order, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.post("preview", order))
                .withMessage(sentence);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertNotFound("no-job", () -> call.get("job?id=none"));
        assertNotFound("no-job", () -> call.post("jobs/stop", "{\"id\":\"none\"}"));
        assertNotFound("no-record", () -> call.answer("job/record?id=none", ""));
        assertNotFound("no-file", () -> call.post("preview", "{\"action\":\"ban\",\"contentOf\":\"no/such\"}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.post("jobs", "{\"id\":\"a b\",\"action\":\"delete\",\"url\":\"a/b\"}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.post("jobs", "{\"action\":\"delete\",\"url\":\"a/b\"}"))
                .withMessage("The member id is needed.");
    }

    private static void assertNotFound(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable question) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(question)
                .returns(404, ProblemException::status)
                .returns(code, ProblemException::code);
    }

    private JsonObject over(String id) throws Exception {
        JsonObject job = call.get("job?id=" + id);
        while (!job.containsKey("ended")) {
            Thread.sleep(20);
            job = call.get("job?id=" + id);
        }
        return job;
    }

    private List<String> paths() throws IOException {
        return api.store().store().files().stream()
                .map(StoredFile::key)
                .map(FileKey::path)
                .toList();
    }
}
