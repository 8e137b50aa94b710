package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;

/** More uploads at once than {@code stowage.max-concurrent-uploads}. */
final class BusyIT {

    private static final Map<String, String> TWO_AT_MOST =
            Map.of("STOWAGE_SECRET", Signed.SECRET, "STOWAGE_MAX_CONCURRENT_UPLOADS", "2");

    @Test
    void tomcatTellsTheThirdUploadToComeBack() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat10();
        folder.deploy(Folders.named("stowage.war"), "upload");
        refuseTheThird(folder);
    }

    @Test
    void wildflyTellsTheThirdUploadToComeBack() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.war"), "upload");
        refuseTheThird(folder);
    }

    private static void refuseTheThird(ServerFolder folder) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, TWO_AT_MOST);
                RawHttp first = begin(folder);
                RawHttp second = begin(folder);
                RawHttp third = begin(folder)) {
            RawHttp.Answer refused = third.answer("PUT");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).hasValue("60");
            assertThat(server.log()).contains("503 busy");
            first.send(new byte[2]);
            assertThat(first.answer("PUT").status()).isEqualTo(201);
            try (RawHttp fourth = begin(folder)) {
                fourth.send(new byte[2]);
                assertThat(fourth.answer("PUT").status()).isEqualTo(201);
            }
            second.send(new byte[2]);
            assertThat(second.answer("PUT").status()).isEqualTo(201);
        }
    }

    /** Sends the first of three bytes, and waits until it is sure to be under way. */
    private static RawHttp begin(ServerFolder folder) throws Exception {
        RawHttp http = new RawHttp(folder.port());
        http.send("PUT", "/upload/" + Signed.v1(Signed.freshPath("slow.bin"), 3), "Content-Length: 3");
        http.send(new byte[1]);
        Thread.sleep(1_000);
        return http;
    }
}
