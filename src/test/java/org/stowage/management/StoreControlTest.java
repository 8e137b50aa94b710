package org.stowage.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.management.orders.OrderReader;
import org.stowage.management.orders.Orders;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** Orders of admins to the store, and the input that is accepted. */
final class StoreControlTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    /** {@code sha256sum < /dev/null}. */
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    private Path folder;

    private FileRepository store;
    private StoreControl control;

    @BeforeEach
    void open() throws IOException {
        store = LocalRepository.open(folder, Durability.NONE, CLOCK);
        Takedowns takedowns = new Takedowns(store, CLOCK, AuditLog.silent());
        RetainingRepository counted = new RetainingRepository(
                store,
                MemoryEngine.place(folder),
                () -> new RetentionPolicy(
                        new RetentionRules(List.of()),
                        Quotas.NONE,
                        Duration.ofHours(1),
                        Duration.ofDays(7),
                        Duration.ofDays(7)),
                new TrustedClock(CLOCK, System::nanoTime),
                AuditLog.silent());
        control = new StoreControl(
                new Orders(counted, takedowns), new OrderReader(counted, takedowns, FileKey::new), takedowns.bans());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void numbersAreThoseOfTheFiles() throws IOException {
        for (int number = 0; number < 6; number++) {
            store("a/" + number, "romeo");
        }
        assertThat(control.deleteFile("a/0")).isTrue();
        assertThat(control.deleteFile("a/0")).isFalse();
        assertThat(control.banPath("a/1", "spam")).isEqualTo(1);
        assertThat(control.banPath("a/1", "again")).isZero();
        assertThat(control.banContent(" " + EMPTY.toUpperCase(Locale.ROOT), "")).isEqualTo(4);
        store("a/6", "romeo");
        store("a/7", "romeo");
        assertThat(control.deleteFilesOf(" romeo ")).isEqualTo(2);
        store("a/8", "romeo");
        assertThat(control.banOwner("romeo", "")).isEqualTo(1);
    }

    @Test
    void bansAreListedAndLifted() throws IOException {
        control.banPath("a/b", " spam ");
        control.banOwner("romeo", "");
        control.banContent(EMPTY, "x");
        assertThat(control.listBans("path")).isEqualTo(Map.of("a/b", "2026-01-02T03:04:05Z spam"));
        assertThat(control.listBans("OWNER")).isEqualTo(Map.of("romeo", "2026-01-02T03:04:05Z"));
        assertThat(control.listBans("content")).containsOnlyKeys(EMPTY);
        assertThat(control.unbanPath("a/b")).isTrue();
        assertThat(control.unbanOwner("romeo")).isTrue();
        assertThat(control.unbanContent(EMPTY)).isTrue();
        assertThat(control.unbanContent(EMPTY)).isFalse();
        assertThat(control.listBans("path")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u2028b", "\u0000"})
    void whatIsNoOwnerIsRefused(String owner) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.banOwner(owner, ""))
                .withMessage("An owner is named as the XMPP server does, such as juliet@example.org.");
        assertThatIllegalArgumentException().isThrownBy(() -> control.unbanOwner(owner));
        assertThatIllegalArgumentException().isThrownBy(() -> control.deleteFilesOf(owner));
        assertThatIllegalArgumentException().isThrownBy(() -> control.banOwner("x".repeat(3072), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e3b0",
                "../../etc/passwd",
                "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void whatIsNoHashIsRefused(String hash) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.banContent(hash, ""))
                .withMessage("A content is named by its SHA-256 of 64 hex digits.");
        assertThatIllegalArgumentException().isThrownBy(() -> control.unbanContent(hash));
    }

    @Test
    void otherWordsAreRefusedBeforeAnythingIsDone() throws IOException {
        store("a/b", "romeo");
        for (String why : new String[] {"two\nlines", "x".repeat(501)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> control.banPath("a/b", why))
                    .withMessage("A reason has at most 500 characters, all in one line.");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.listBans("user"))
                .withMessage("The kind of a ban is path, owner or content.");
        assertThat(control.listBans("path")).isEmpty();
        assertThat(control.deleteFile("a/b")).isTrue();
    }

    /** A number alone would look like success. */
    @Test
    void orderThatLeavesSomethingSaysSo() throws IOException {
        store("a/b", "romeo");
        store("a/c", "romeo");
        StoredFile damaged = (StoredFile) store.find(new FileKey("a/c")).orElseThrow();
        Files.write(FileRegionContract.fileOf(store, damaged), new byte[3]);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> control.banOwner("romeo", ""))
                .withMessage("Banned owner romeo: 1 files, 0 bytes; 0 could not be removed, and 1 could not be read."
                        + " The log names them; the same order, given again, tries again.");
        assertThat(control.deleteFile("a/c")).isFalse();
        assertThat(control.banOwner("romeo", "")).isZero();
    }

    /** Every owner that the store accepts can be banned. */
    @Test
    void longestOwnerCanBeBanned() throws IOException {
        String longest = "é".repeat(Slot.MAX_OWNER_BYTES / 2) + "x";
        store("a/b", longest);
        assertThat(control.banOwner(longest, "x".repeat(500))).isEqualTo(1);
        assertThat(control.unbanOwner(longest)).isTrue();
    }

    @Test
    void consoleCanDoIt() throws Exception {
        store("a/b", "romeo");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.stowage:type=Store,context=\"/test/\"");
        String[] two = {String.class.getName(), String.class.getName()};
        try (Registration registration =
                Registration.of(control, "Store", "/test", "host").orElseThrow()) {
            assertThat(registration).isNotNull();
            assertThat(server.invoke(name, "banOwner", new Object[] {"romeo", "spam"}, two))
                    .isEqualTo(1L);
            TabularData bans = (TabularData)
                    server.invoke(name, "listBans", new Object[] {"owner"}, new String[] {String.class.getName()});
            assertThat(bans.containsKey(new Object[] {"romeo"})).isTrue();
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    private void store(String path, String owner) throws IOException {
        try (PendingUpload upload = store.begin(new Slot(new FileKey(path), 0, "a/b", owner, null))) {
            upload.publish();
        }
    }
}
