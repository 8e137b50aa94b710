package org.stowage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.config.LiveSettings;
import org.stowage.config.Settings;

/** A rehearsal answers all its requests and leaves no trace. */
final class RehearsalStoreTest {

    private static final String FOLDER = "stowage-rehearsal";

    private final List<String> lines = new ArrayList<>();
    private final Handler log = new Lines();
    private final RehearsedServer xmpp = new RehearsedServer(Clock.systemUTC());

    @TempDir
    private Path temporary;

    @BeforeEach
    void listen() {
        Logger.getLogger("org.stowage").addHandler(log);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("org.stowage").removeHandler(log);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRequestIsAnsweredAsItShouldBeAndNothingIsLeft(boolean audited) throws Exception {
        int[] requests = {0};
        try (RehearsalStore store = RehearsalStore.open(temporary.resolve(FOLDER), audited)) {
            for (boolean hash : new boolean[] {false, true}) {
                store.hash(hash);
                store.rehearsal(xmpp, Set.of(), context()).run(xmpp, () -> requests[0]++ >= 0);
            }
            assertThat(temporary).isNotEmptyDirectory();
        }
        assertThat(requests[0]).isGreaterThan(100);
        assertThat(temporary).isEmptyDirectory();
        assertThat(lines).isEmpty();
    }

    @Test
    void answerThatIsWrongEndsIt() throws Exception {
        try (RehearsalStore store = RehearsalStore.open(temporary.resolve(FOLDER), false)) {
            RehearsedServer stranger = new RehearsedServer(Clock.systemUTC());
            assertThatThrownBy(() -> store.rehearsal(xmpp, Set.of(), context()).run(stranger, () -> true))
                    .hasMessage("PUT was answered with 403 instead of 201");
        }
    }

    @Test
    void catalogIsWrittenAndGoesToo() throws Exception {
        try (RehearsalStore store = RehearsalStore.open(temporary.resolve(FOLDER), false)) {
            store.writeCatalog(Instant.EPOCH);
            assertThat(temporary.resolve(FOLDER).resolve("catalog")).isNotEmptyDirectory();
        }
        assertThat(temporary).isEmptyDirectory();
        assertThat(lines).isEmpty();
    }

    @Test
    void whatAKilledProcessHasLeftIsDeleted() throws Exception {
        Files.createDirectories(temporary.resolve(FOLDER).resolve("store/files/00"));
        Files.writeString(temporary.resolve(FOLDER).resolve("store/files/00/left"), "over");
        Rehearsals.start(settings(), context(), () -> false).orElseThrow().close();
        assertThat(temporary).isEmptyDirectory();
        assertThat(lines).isEmpty();
    }

    @Test
    void clientsThatComeEndIt() throws Exception {
        int[] asked = {0};
        Rehearsals.start(settings(), context(), () -> asked[0]++ >= 3)
                .orElseThrow()
                .close();
        // Once more in each part that would follow, of which none begins.
        assertThat(asked[0]).isLessThan(20);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void failureIsToldInOneLineAndStopsNothing() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "not a folder");
        assertThat(Rehearsals.start(settings(), context(file), () -> false)).isEmpty();
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WARNING The rehearsal of requests failed, so the first requests are slower: ")
                .contains(file.toString());
    }

    private ServletContext context() {
        return context(temporary);
    }

    private static ServletContext context(Path temporary) {
        return (ServletContext) Proxy.newProxyInstance(
                RehearsalStoreTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getContextPath" -> "/upload";
                    case "getAttribute" -> new File(temporary.toString());
                    default -> null;
                });
    }

    private static Settings settings() throws Exception {
        return new LiveSettings(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(Map.of("stowage.secret", "s"), "test"))
                                .build(),
                        Path.of("/data"))
                .get();
    }

    private final class Lines extends Handler {

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
