package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.management.RetentionMXBean;
import org.stowage.program.NeedsProgram;

/**
 * A server whose clock jumps while it runs, and while it is down: nothing is deleted by it, and no quota is lifted, until an admin
 * says that it is right.
 */
@Timeout(300)
@NeedsProgram(value = "faketime", packages = FalseClock.PACKAGE)
final class ClockIT {

    private static final Duration RIGHT = Duration.ZERO;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int QUOTA = 1000;
    private static final String OWNER = "a5018f8c277bc4e61647c7b631df1c57f1cd4628/";

    private static final String PASSWORD = "correct-horse-1";
    private static final String ADMIN = "Authorization: Basic "
            + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.US_ASCII));

    private static final Map<String, String> SETTINGS = Map.of(
            "STOWAGE_SECRET",
            Signed.SECRET,
            "STOWAGE_RETENTION",
            "month",
            "STOWAGE_RETENTION_MONTH_KEEP_FOR",
            "30 days",
            "STOWAGE_QUOTA_OWNER_DAILY",
            Integer.toString(QUOTA));

    private static final String DOUBT = "No file is deleted by its age or evicted until the clock is right";

    @Test
    void tomcatBelievesNoClockThatJumps() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        Files.writeString(
                folder.path().resolve("conf/tomcat-users.xml"),
                "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\"><user username=\"admin\" password=\""
                        + PASSWORD + "\" roles=\"stowage-admin\"/></tomcat-users>");
        jump(folder);
    }

    private static void jump(TomcatFolder folder) throws Exception {
        folder.deploy(Folders.named("stowage.war"), "upload");
        FalseClock clock = FalseClock.in(folder.path());
        Map<String, String> environment = new HashMap<>(SETTINGS);
        environment.putAll(clock.environment());
        try (ServerProcess process = ServerProcess.start(folder, environment)) {
            Server server = new Server(folder, process, clock);
            server.awaitCounted();
            aDayAheadLiftsNoQuota(server);
            aYearAheadDeletesNothing(server);
            String file = server.stored();
            aYearBackLiftsNoQuota(server, file);
            process.stop();
            clock.isAhead(A_YEAR.multipliedBy(2));
            process.startAgain();
            server.awaitCounted();
            aYearLaterAtTheStartDeletesNothing(server, file);
        }
    }

    /** What is uploaded on the day that is none is counted for the days to come. */
    private static void aDayAheadLiftsNoQuota(Server server) throws Exception {
        assertThat(server.put(OWNER, QUOTA)).isEqualTo(201);
        assertThat(server.put(OWNER, 1)).isEqualTo(413);
        server.clockIsAhead(A_DAY, false);
        assertThat(server.put(OWNER, QUOTA)).as("on the day ahead").isEqualTo(201);
        assertThat(server.put(OWNER, 1)).as("of the day ahead all is used").isEqualTo(413);
        server.clockIsAhead(RIGHT, true);
        assertThat(server.put(OWNER, 1)).as("when the clock is back").isEqualTo(413);
        assertThat(server.process.log()).containsOnlyOnce(DOUBT).contains("The clock of this machine is right again.");
    }

    private static void aYearAheadDeletesNothing(Server server) throws Exception {
        String file = server.stored();
        server.clockIsAhead(A_YEAR, false);
        assertThat(server.sweep()).startsWith("0 files");
        assertThat(server.get(file).status()).isEqualTo(200);
        assertThat(server.get("-/check", ADMIN).text()).contains("clock-jumped", "follow-clock");
        assertThat(server.followClock()).contains("The clock is accepted");
        assertThat(server.get(file).status()).isEqualTo(410);
        assertThat(server.sweep()).doesNotStartWith("0 files");
    }

    private static void aYearBackLiftsNoQuota(Server server, String file) throws Exception {
        assertThat(server.put(OWNER, QUOTA)).as("a new day").isEqualTo(201);
        server.clockIsAhead(RIGHT, false);
        assertThat(server.put(OWNER, 1)).as("on a day long ago").isEqualTo(413);
        assertThat(server.get(file).status()).isEqualTo(200);
        server.clockIsAhead(A_YEAR, true);
        assertThat(server.put(OWNER, 1)).as("when the clock is back").isEqualTo(413);
        assertThat(server.process.log().split(DOUBT, -1))
                .as("three jumps, three lines")
                .hasSize(4);
    }

    private static void aYearLaterAtTheStartDeletesNothing(Server server, String file) throws Exception {
        assertThat(server.isDeleting()).isFalse();
        assertThat(server.process.log()).containsOnlyOnce(DOUBT);
        assertThat(server.sweep()).startsWith("0 files");
        assertThat(server.get(file).status()).isEqualTo(200);
        server.followClock();
        assertThat(server.isDeleting()).isTrue();
        assertThat(server.get(file).status()).isEqualTo(410);
    }

    /**
     * A server as its admin has it.
     *
     * @param clock that it sees
     */
    private record Server(TomcatFolder folder, ServerProcess process, FalseClock clock) {

        /** Its clock is compared before. */
        void awaitCounted() throws Exception {
            try (RunningBean<RetentionMXBean> retention = RunningBean.of(process, "Retention", RetentionMXBean.class)) {
                await("the count", retention.proxy()::isCounted);
            }
        }

        /** Sets the clock, and waits until health tells whether files are deleted. */
        void clockIsAhead(Duration duration, boolean deleting) throws Exception {
            clock.isAhead(duration);
            await("health", () -> isDeleting() == deleting);
        }

        boolean isDeleting() throws IOException {
            Answer health = get("-/health/ready", ADMIN);
            assertThat(health.status()).as(health.text()).isEqualTo(200);
            return health.text().contains("\"deleting\":true");
        }

        String followClock() throws IOException {
            try (RawHttp http = new RawHttp(folder.port())) {
                String json = "Content-Type: application/json";
                http.send("POST", "/upload/-/follow-clock", ADMIN, json, "Accept: text/plain", "Content-Length: 2");
                http.send("{}".getBytes(StandardCharsets.US_ASCII));
                return http.answer("POST").text();
            }
        }

        String sweep() throws IOException {
            try (RunningBean<RetentionMXBean> bean = RunningBean.of(process, "Retention", RetentionMXBean.class)) {
                return bean.proxy().sweepNow();
            }
        }

        String stored() throws IOException {
            String path = Signed.freshPath("a.bin");
            assertThat(putTo(path, 10)).isEqualTo(201);
            return path;
        }

        int put(String owner, int size) throws IOException {
            return putTo(owner + Signed.freshPath("a.bin"), size);
        }

        Answer get(String path, String... fields) throws IOException {
            try (RawHttp http = new RawHttp(folder.port())) {
                return http.exchange("GET", "/upload/" + path, fields);
            }
        }

        private int putTo(String path, int size) throws IOException {
            try (RawHttp http = new RawHttp(folder.port())) {
                http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
                http.send(new byte[size]);
                return http.answer("PUT").status();
            }
        }

        private static void await(String what, Check check) throws Exception {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!check.holds()) {
                assertThat(System.nanoTime()).as("waited too long for %s", what).isLessThan(deadline);
                Thread.sleep(100);
            }
        }

        private interface Check {
            boolean holds() throws Exception;
        }
    }
}
