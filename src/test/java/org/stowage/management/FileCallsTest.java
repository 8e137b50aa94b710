package org.stowage.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** What administrators ask about files and owners: as JSON, as lines and over JMX. */
final class FileCallsTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.5Z");

    @TempDir
    private Path folder;

    private RetainingRepository repository;
    private FileCalls calls;
    private int minutes;

    @BeforeEach
    void open() throws IOException {
        Rule month = new Rule("month", Duration.ofDays(30), null, null, null, "capulet", null, null);
        RetentionPolicy policy = new RetentionPolicy(
                new RetentionRules(List.of(month)),
                new Quotas(null, null, null, null, Map.of(), false),
                Duration.ofHours(6),
                Duration.ofDays(7),
                Duration.ofDays(365));
        Clock files = new MinuteClock();
        repository = new RetainingRepository(
                LocalRepository.open(folder, Durability.NONE, files),
                MemoryEngine.place(folder),
                () -> policy,
                new TrustedClock(Clock.fixed(NOON, ZoneOffset.UTC), System::nanoTime),
                AuditLog.silent());
        calls = new FileCalls(new FileQuestions(repository));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void filesAreListedInTheOrderAskedFor() throws IOException {
        storeThree();
        assertThat(paths("{}")).containsExactly("c/Photo.jpg", "b/photo.jpg", "a/text.txt");
        assertThat(paths("{\"order\":\"oldest\"}")).containsExactly("a/text.txt", "b/photo.jpg", "c/Photo.jpg");
        assertThat(paths("{\"order\":\"LARGEST\"}")).containsExactly("b/photo.jpg", "c/Photo.jpg", "a/text.txt");
        assertThat(paths("{\"order\":\"due\"}")).containsExactly("c/Photo.jpg");
        assertThat(paths("{\"limit\":1}")).containsExactly("c/Photo.jpg");
    }

    @Test
    void filesAreFoundByOwnerTenantAndPath() throws IOException {
        storeThree();
        assertThat(paths("{\"owner\":\"romeo@montague.example\"}")).containsExactly("b/photo.jpg", "a/text.txt");
        assertThat(paths("{\"tenant\":\"capulet\"}")).containsExactly("c/Photo.jpg");
        assertThat(paths("{\"path\":\"pHOTO\"}")).containsExactly("c/Photo.jpg", "b/photo.jpg");
        assertThat(paths("{\"path\":\"photo\",\"owner\":\"romeo@montague.example\",\"order\":\"oldest\"}"))
                .containsExactly("b/photo.jpg");
        assertThat(paths("{\"owner\":\"nobody\"}")).isEmpty();
        assertThat(paths("{\"owner\":\"\",\"path\":\"\"}")).hasSize(3);
    }

    @Test
    void fileHasTheseMembers() throws IOException {
        storeThree();
        JsonObject file = json(calls.files(request("{\"tenant\":\"capulet\"}")))
                .getJsonArray("files")
                .getJsonObject(0);
        assertThat(file.keySet())
                .containsExactlyInAnyOrder("tenant", "path", "size", "type", "owner", "stored", "due", "sha256");
        assertThat(file.getString("owner")).isEqualTo("juliet@capulet.example");
        assertThat(file.getInt("size")).isEqualTo(20);
        assertThat(file.getString("stored")).isEqualTo("2026-11-27T12:03:00.500Z");
        assertThat(file.getString("due")).isEqualTo("2026-12-27T12:03:00.500Z");
    }

    @Test
    void ownersAreListedByUse() throws IOException {
        storeThree();
        JsonObject answer = json(calls.owners(request("{}")));
        assertThat(answer.getJsonArray("owners").getValuesAs(JsonObject.class))
                .extracting(JsonObject::toString)
                .containsExactly(
                        "{\"tenant\":\"\",\"owner\":\"romeo@montague.example\",\"files\":2,\"bytes\":35}",
                        "{\"tenant\":\"capulet\",\"owner\":\"juliet@capulet.example\",\"files\":1,\"bytes\":20}");
        assertThat(json(calls.owners(request("{\"limit\":1}"))).getJsonArray("owners"))
                .hasSize(1);
    }

    @Test
    void linesAreForPeople() throws IOException {
        storeThree();
        store("d", "", null, "a snowman ☃.txt", 7);
        repository.catalog().flush();
        assertThat(calls.files(text("{\"order\":\"newest\",\"limit\":2}")).body())
                .isEqualTo("""
                        2026-11-27T12:04:00Z            7 - - d/a%20snowman%20%E2%98%83.txt
                        2026-11-27T12:03:00Z           20 juliet@capulet.example 2026-12-27T12:03:00Z capulet c/Photo.jpg
                        passed
                        """);
        assertThat(calls.owners(text("{}")).body()).isEqualTo("""
                                     35         2 romeo@montague.example
                                     20         1 capulet juliet@capulet.example
                        passed
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"order\":\"random\"}  | The order is newest, oldest, largest or due.",
                "{\"order\":1}           | The member order is a text.",
                "{\"limit\":0}           | The limit is a number from 1 to 1000.",
                "{\"limit\":1001}        | The limit is a number from 1 to 1000.",
                "{\"limit\":-5}          | The limit is a number from 1 to 1000.",
                "{\"limit\":9e99}        | The member limit is a whole number.",
                "{\"limit\":1.5}         | The member limit is a whole number.",
                "{\"limit\":\"ten\"}     | The member limit is a whole number.",
                "{\"page\":1}            | The body has a member that is none of order, tenant, owner, path, limit."
            })
    void wrongQuestionIsAnsweredBySentence(String body, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.files(request(body)))
                .withMessage(sentence);
    }

    @Test
    void catalogThatIsNotOpenIsSaidToBeSo() throws IOException {
        AdminAnswer answer = calls.files(request("{}"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("The catalog cannot be asked now: it is being opened.\n");
        MemoryEngine.at(folder).fail(new IOException("No space left on device"));
        assertThatIOException().isThrownBy(() -> repository.catalog().flush());
        assertThat(calls.files(text("{}")).body())
                .isEqualTo("The catalog cannot be asked now: java.io.IOException: No space left on device.\n");
        MemoryEngine.at(folder).fail(null);
    }

    @Test
    void consoleAsksTheSame() throws IOException {
        try (Sweeper sweeper = new Sweeper(repository)) {
            CatalogMXBean bean = new CatalogControl(new FileQuestions(repository), repository.catalog(), sweeper);
            assertThat(bean.isOpen()).isFalse();
            assertThat(bean.isWriter()).isFalse();
            assertThat(bean.getLastScrub()).isEmpty();
            assertThat(bean.getLastScrubFinished()).isEmpty();
            storeThree();
            assertThat(bean.isOpen()).isTrue();
            assertThat(bean.isWriter()).isTrue();
            assertThat(bean.getTrouble()).isEmpty();
            assertThat(bean.newest("", 1)).endsWith(" capulet c/Photo.jpg").doesNotContain("\n");
            assertThat(bean.newest("romeo@montague.example", 9).lines()).hasSize(2);
            assertThat(bean.largest("", 1)).endsWith(" b/photo.jpg");
            assertThat(bean.due(9)).contains("2026-12-27T12:03:00Z").doesNotContain("\n");
            assertThat(bean.search("TEXT", 9)).endsWith(" a/text.txt");
            assertThat(bean.ownersByUse(1)).endsWith(" romeo@montague.example");
            assertThatIllegalArgumentException().isThrownBy(() -> bean.due(0));
        }
    }

    /** The catalog has them all, for it was told. */
    private void storeThree() throws IOException {
        store("a", "", "romeo@montague.example", "text.txt", 5);
        store("b", "", "romeo@montague.example", "photo.jpg", 30);
        store("c", "capulet", "juliet@capulet.example", "Photo.jpg", 20);
        repository.catalog().flush();
    }

    private void store(String slot, String tenant, @Nullable String owner, String name, int size) throws IOException {
        FileKey key = new FileKey(tenant, slot + "/" + name);
        try (PendingUpload upload = repository.begin(new Slot(key, size, "image/jpeg", owner, null))) {
            upload.write(ByteBuffer.allocate(size));
            upload.publish();
        }
    }

    private List<String> paths(String body) throws IOException {
        return json(calls.files(request(body))).getJsonArray("files").getValuesAs(JsonObject.class).stream()
                .map(file -> file.getString("path"))
                .toList();
    }

    private static AdminRequest request(String body) {
        return new AdminRequest("juliet", "*/*", body);
    }

    private static AdminRequest text(String body) {
        return new AdminRequest("juliet", "text/plain", body);
    }

    private static JsonObject json(AdminAnswer answer) {
        assertThat(answer.status()).isEqualTo(200);
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    /** Each file is a minute younger than the last. */
    private final class MinuteClock extends Clock {

        @Override
        public Instant instant() {
            minutes++;
            return NOON.plus(Duration.ofMinutes(minutes));
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
