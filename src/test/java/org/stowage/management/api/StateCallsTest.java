package org.stowage.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.management.admin.ProblemException;
import org.stowage.management.traffic.RefusedRequest;
import org.stowage.management.traffic.RunningTransfer;
import org.stowage.storage.FileKey;

/** Questions about the state of the deployment: use, rules, settings, refusals, transfers. */
@Timeout(60)
final class StateCallsTest {

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

    @Test
    void overviewSumsUp() throws IOException {
        JsonObject overview = call.get("overview");
        assertThat(overview.getInt("files")).isEqualTo(5);
        assertThat(overview.getInt("bytes")).isEqualTo(365);
        assertThat(overview.getInt("owners")).isEqualTo(3);
        assertThat(overview.getString("version")).isEqualTo("1");
        assertThat(overview.getString("user")).isEqualTo("juliet");
        assertThat(overview.getBoolean("catalogOpen")).isTrue();
        JsonObject pace = overview.getJsonObject("pace");
        assertThat(pace.getInt("days")).isEqualTo(7);
        assertThat(pace.getInt("due")).isEqualTo(40);
        assertThat(pace.getInt("bytesPerDay")).isZero();
        assertThat(call.lines("overview"))
                .startsWith("5 files, 365 bytes, of 3 owners")
                .endsWith("\npassed\n");
    }

    @Test
    void rulesInForceWouldDeleteWhatIsDue() throws IOException {
        assertThat(call.post("dry-run", "{}").getInt("files")).isZero();
        api.store().store().pass(java.time.Duration.ofDays(8));
        JsonObject due = call.post("dry-run", "{}");
        assertThat(due.getInt("files")).isEqualTo(2);
        assertThat(due.getInt("bytes")).isEqualTo(40);
        assertThat(due.getJsonArray("rules")).hasToString("[{\"rule\":\"brief\",\"files\":2,\"bytes\":40}]");
        assertThat(due.getJsonArray("first")).hasSize(2);
        assertThat(due.getBoolean("proposed")).isFalse();
        assertThat(call.postForLines("dry-run", "{}"))
                .isEqualTo("brief: 2 files, 40 bytes\nall rules: 2 files, 40 bytes\npassed\n");
    }

    @Test
    void rulesAreTriedBeforeTheyAreSet() throws IOException {
        JsonObject all = call.post("dry-run", "{\"stowage.retention\":\"0\"}");
        assertThat(all.getInt("files")).isEqualTo(5);
        assertThat(all.getBoolean("proposed")).isTrue();
        assertThat(api.store().store().files()).hasSize(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.post("dry-run", "{\"stowage.max-size\":\"1\"}"))
                .withMessage("The members are settings that begin with stowage.retention.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.post("dry-run", "{\"stowage.retention\":1}"))
                .withMessage("The member stowage.retention is a text.");
    }

    @Test
    void settingIsChangedAndRestored() throws IOException {
        JsonObject changed = call.post("settings", "{\"key\":\"max-size\",\"value\":\"1 MiB\"}");
        assertThat(changed.getBoolean("passed")).isTrue();
        assertThat(call.get("settings").getJsonArray("settings").toString())
                .contains("{\"key\":\"stowage.max-size\",\"value\":\"1 MiB\",\"changedHere\":true}")
                .doesNotContain("correct horse");
        call.post("settings", "{\"key\":\"max-size\"}");
        assertThat(call.lines("settings")).contains("stowage.max-size=(100 MiB)\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.post("settings", "{\"key\":\"no-such\",\"value\":\"1\"}"))
                .withMessage("stowage.no-such is not a setting of Stowage.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.post("settings", "{\"value\":\"1\"}"))
                .withMessage("The member key is needed.");
    }

    @Test
    void refusalIsToldWithWhatWouldBeRight() throws IOException {
        refuse("/upload/a/b.txt?v=0123", "bad-token");
        refuse("/upload/c/d.txt", "banned");
        assertThat(call.get("refusals").getJsonArray("refusals")).hasSize(2);
        JsonObject banned =
                call.get("refusals?code=banned").getJsonArray("refusals").getJsonObject(0);
        assertThat(banned.getString("path")).isEqualTo("/upload/c/d.txt");
        assertThat(call.get("refusals?path=a/b&limit=1").getJsonArray("refusals"))
                .hasSize(1);
        JsonObject report = call.get("refusal?id=1");
        assertThat(report.getJsonObject("refusal").getString("code")).isEqualTo("bad-token");
        assertThat(report.getJsonArray("sentences")).isNotEmpty();
        assertThat(report.toString()).doesNotContain("0123");
        assertThat(call.lines("refusals"))
                .matches("(?s)2 \\S+ PUT 403 banned /upload/c/d.txt client=192.0.2.1\n1 .*\npassed\n");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> call.get("refusal?id=3"))
                .returns("no-refusal", ProblemException::code);
    }

    @Test
    void transferIsListedAndEnded() throws IOException {
        AtomicBoolean ended = new AtomicBoolean();
        api.traffic().transfers().begun(new Upload(ended));
        JsonObject transfer = call.get("transfers").getJsonArray("transfers").getJsonObject(0);
        assertThat(transfer.getString("direction")).isEqualTo("upload");
        assertThat(transfer.getInt("done")).isEqualTo(3);
        String id = transfer.getString("id");
        assertThat(call.post("transfers/end", "{\"id\":\"" + id + "\"}").getBoolean("passed"))
                .isTrue();
        assertThat(ended).isTrue();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> call.post("transfers/end", "{\"id\":\"x\"}"))
                .returns("no-transfer", ProblemException::code);
    }

    /** A client chooses the path: it must not move the cursor of a terminal. */
    @Test
    void linesHaveNoControls() throws IOException {
        refuse("/upload/a\u001b[2J\u202e.txt", "bad-path");
        assertThat(call.lines("refusals")).contains("/upload/a?[2J?.txt");
    }

    private record Upload(AtomicBoolean ended) implements RunningTransfer {

        @Override
        public boolean isUpload() {
            return true;
        }

        @Override
        public FileKey key() {
            return new FileKey("a/b");
        }

        @Override
        public String owner() {
            return QuestionedStore.ROMEO;
        }

        @Override
        public String client() {
            return "192.0.2.1";
        }

        @Override
        public long size() {
            return 10;
        }

        @Override
        public long done() {
            return 3;
        }

        @Override
        public void end() {
            ended.set(true);
        }
    }

    private void refuse(String url, String code) {
        api.traffic()
                .refusals()
                .add(
                        new RefusedRequest.RefusedClaim("PUT", url, 5L, "text/plain", null, "192.0.2.1", "1"),
                        403,
                        code,
                        "The upload is refused.",
                        "",
                        null);
    }
}
