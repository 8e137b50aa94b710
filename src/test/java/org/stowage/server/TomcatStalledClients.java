package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.program.RunningProgram;
import org.stowage.server.DownloadWaysContract.Way;

/** Tomcat with the attributes of {@code connector.xml}, and shorter times. */
abstract class TomcatStalledClients extends GoneClientsContract {

    private static final String HTTP_2 = "<UpgradeProtocol className='org.apache.coyote.http2.Http2Protocol'"
            + " streamReadTimeout='" + MILLIS + "' streamWriteTimeout='" + MILLIS + "'/>";

    private final TomcatFolder folder;
    private final int plain = RunningProgram.freePort();
    private final int tls = RunningProgram.freePort();

    TomcatStalledClients(TomcatFolder folder) throws IOException {
        this.folder = folder;
    }

    @Override
    ServerFolder prepare() throws Exception {
        Path keys = Tls.keyStore(folder.path().resolve("conf/keys.p12"));
        folder.addConnector(connector(plain, ">" + HTTP_2 + "</Connector>"));
        folder.addConnector(connector(
                tls,
                "SSLEnabled='true' scheme='https' secure='true'>" + HTTP_2 + "<SSLHostConfig><Certificate"
                        + " type='EC' certificateKeystoreFile='" + keys + "' certificateKeystorePassword='"
                        + Tls.PASSWORD
                        + "'/></SSLHostConfig></Connector>"));
        return folder;
    }

    private static String connector(int port, String rest) {
        return "<Connector address='127.0.0.1' port='" + port + "' connectionTimeout='" + MILLIS
                + "' socket.txBufSize='" + SEND_BUFFER + "' " + rest;
    }

    @Override
    Path store() {
        return folder.path().resolve("stowage");
    }

    @Override
    int port(boolean tls) {
        return tls ? this.tls : plain;
    }

    @Override
    List<Way> ways() {
        return List.of(
                new Way("plain", () -> DownloadWaysContract.plain(plain)), new Way("TLS", () -> Tls.connect(tls)));
    }

    @Test
    void unfinishedTlsHandshakeIsCutOff() throws Exception {
        try (RawHttp http = new RawHttp(tls)) {
            http.send(new byte[] {0x16, 3, 1});
            assertThat(http.isClosedByServer()).isTrue();
        }
    }
}
