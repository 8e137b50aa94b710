package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.management.StoreMXBean;

/** What an admin orders by JMX, and what clients see of it; each server runs all of it. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
abstract class TakedownContract {

    private final ServerFolder folder;
    private ServerProcess server;
    private RunningBean<StoreMXBean> bean;

    TakedownContract(ServerFolder folder) {
        this.folder = folder;
    }

    @BeforeAll
    void start() throws Exception {
        folder.deploy(Folders.named("stowage.war"), "upload");
        server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET));
        bean = RunningBean.store(server);
    }

    @AfterAll
    void end() {
        bean.close();
        server.close();
    }

    @Test
    void fileIsDeletedByItsUrl() throws Exception {
        String path = stored("a b.jpg", fresh());
        assertThat(store().deleteFile(server.uri("upload/" + Signed.escaped(path)) + "?v=00"))
                .isTrue();
        assertThat(get(path).status()).isEqualTo(410);
        assertThat(put(path, fresh()).status()).isEqualTo(409);
        assertThat(store().deleteFile(Signed.escaped(path))).isFalse();
        assertThat(server.log()).contains("Deleted " + path.replace(" ", "%20"));
    }

    @Test
    void bannedPathIsTakenDownAndClosed() throws Exception {
        String taken = stored("taken.jpg", fresh());
        String empty = Signed.freshPath("empty.jpg");
        assertThat(store().banPath(taken, "copyright")).isEqualTo(1);
        assertThat(store().banPath(empty, "")).isZero();
        Answer answer = get(taken);
        assertThat(answer.status()).isEqualTo(451);
        assertThat(answer.text()).isEqualTo("The file at this URL may not be shown.\n");
        assertThat(put(taken, fresh()).status()).isEqualTo(409);
        assertIsBanned(put(empty, fresh()));
        assertThat(get(empty).status()).isEqualTo(404);
        assertThat(store().listBans("path")).containsKeys(taken, empty);
        assertThat(store().unbanPath(empty)).isTrue();
        assertThat(put(empty, fresh()).status()).isEqualTo(201);
        assertThat(get(taken).status()).isEqualTo(451);
    }

    @Test
    void bannedContentIsTakenDownAndRefusedUnderEveryName() throws Exception {
        byte[] content = fresh();
        String first = stored("first.jpg", content);
        String second = stored("second.jpg", content);
        String other = stored("other.jpg", fresh());
        assertThat(store().banContent(sha256(content), "")).isEqualTo(2);
        assertThat(get(first).status()).isEqualTo(451);
        assertThat(get(second).status()).isEqualTo(451);
        assertThat(get(other).status()).isEqualTo(200);
        String third = Signed.freshPath("third.jpg");
        assertIsBanned(put(third, content));
        assertThat(get(third).status()).isEqualTo(404);
        assertThat(store().unbanContent(sha256(content))).isTrue();
        assertThat(put(third, content).status()).isEqualTo(201);
    }

    @Test
    void bannedOwnerIsTakenDownAndRefused() throws Exception {
        String romeo = "romeo@montague.example";
        String path = Signed.freshPath("mine.jpg");
        assertThat(putAs(romeo, path).status()).isEqualTo(201);
        String others = Signed.freshPath("hers.jpg");
        assertThat(putAs("juliet@capulet.example", others).status()).isEqualTo(201);
        assertThat(store().banOwner(romeo, "spam")).isEqualTo(1);
        assertThat(get(path).status()).isEqualTo(451);
        assertThat(get(others).status()).isEqualTo(200);
        String next = Signed.freshPath("next.jpg");
        assertIsBanned(putAs(romeo, next));
        assertThat(store().unbanOwner(romeo)).isTrue();
        assertThat(putAs(romeo, next).status()).isEqualTo(201);
        assertThat(store().deleteFilesOf(romeo)).isEqualTo(1);
        assertThat(get(next).status()).isEqualTo(410);
    }

    /** It was admitted before the ban. */
    @Test
    void uploadThatIsUnderWayMeetsTheBan() throws Exception {
        byte[] content = fresh();
        String path = Signed.freshPath("late.jpg");
        try (RawHttp late = connect()) {
            late.send("PUT", target(Signed.v1(path, content.length)), "Content-Length: " + content.length);
            late.send(Arrays.copyOf(content, 1000));
            store().banPath(path, "");
            late.send(Arrays.copyOfRange(content, 1000, content.length));
            assertIsBanned(late.answer("PUT"));
        }
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void nonsenseIsRefusedInASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().deleteFile("https://h/elsewhere/../x"))
                .withMessageStartingWith("Name a file by its URL");
        assertThatIllegalArgumentException().isThrownBy(() -> store().banContent("x", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> store().banOwner("", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> store().listBans("x"));
    }

    @Test
    void refusalIsLoggedWithItsCode() throws Exception {
        byte[] content = fresh();
        store().banContent(sha256(content), "");
        String path = Signed.freshPath("logged.jpg");
        put(path, content);
        assertThat(server.log())
                .containsPattern("PUT 403 banned key=" + path + " length=" + content.length + " ban=content");
    }

    private StoreMXBean store() {
        return bean.proxy();
    }

    private static void assertIsBanned(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).isEqualTo("The administrator of this server does not allow this upload.\n");
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
    }

    private String stored(String name, byte[] content) throws IOException {
        String path = Signed.freshPath(name);
        assertThat(put(path, content).status()).isEqualTo(201);
        assertThat(get(path).body()).isEqualTo(content);
        return path;
    }

    private Answer put(String path, byte[] content, String... headers) throws IOException {
        return putTo(Signed.v1(path, content.length), content, headers);
    }

    /** By the JWT of Prosody's file share, which tells the owner. */
    private Answer putAs(String owner, String path) throws IOException {
        byte[] content = fresh();
        String[] slotAndName = path.split("/", 2);
        String claims = "{\"slot\":\"" + slotAndName[0] + "\",\"filename\":\"" + slotAndName[1] + "\",\"filesize\":"
                + content.length + ",\"sub\":\"" + owner + "\",\"iat\":1,\"exp\":"
                + (Instant.now().getEpochSecond() + 60) + "}";
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        String mac = base64(HexFormat.of().parseHex(Signed.mac(signed)));
        return putTo(path, content, "Authorization: Bearer " + signed + "." + mac);
    }

    private Answer putTo(String rest, byte[] content, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + content.length;
        try (RawHttp http = connect()) {
            http.send("PUT", target(rest), all);
            http.send(content);
            return http.answer("PUT");
        }
    }

    private Answer get(String path) throws IOException {
        try (RawHttp http = connect()) {
            return http.exchange("GET", target(Signed.escaped(path)));
        }
    }

    private RawHttp connect() throws IOException {
        return new RawHttp(folder.port());
    }

    private static String target(String rest) {
        return "/upload/" + rest;
    }

    private static byte[] fresh() {
        return DeployedWar.content(20_000, System.nanoTime());
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
