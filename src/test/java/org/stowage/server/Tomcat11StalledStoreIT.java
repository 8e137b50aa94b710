package org.stowage.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.stowage.program.NeedsProgram;
import org.stowage.program.RunningProgram;

/** Tomcat: its poller sends files for all connections. */
@NeedsProgram(
        value = {StallingStore.PYTHON, StallingStore.MODULE},
        packages = StallingStore.PACKAGES)
final class Tomcat11StalledStoreIT extends StalledCrowdContract {

    private final TomcatFolder folder;
    private final int plain = RunningProgram.freePort();
    private final int tls = RunningProgram.freePort();

    Tomcat11StalledStoreIT() throws IOException {
        this.folder = TomcatFolder.tomcat11();
    }

    @Override
    ServerFolder prepare() throws Exception {
        Path keys = Tls.keyStore(folder.path().resolve("conf/keys.p12"));
        int threads = 16 * Runtime.getRuntime().availableProcessors();
        String timeout = "' connectionTimeout='" + PATIENCE.toMillis() + "' maxThreads='" + threads + "'";
        folder.addConnector("<Connector address='127.0.0.1' port='" + plain + timeout + "/>");
        folder.addConnector(
                "<Connector address='127.0.0.1' port='" + tls + timeout + " SSLEnabled='true' scheme='https'"
                        + " secure='true'><UpgradeProtocol className='org.apache.coyote.http2.Http2Protocol'/>"
                        + "<SSLHostConfig><Certificate type='EC' certificateKeystoreFile='" + keys
                        + "' certificateKeystorePassword='" + Tls.PASSWORD + "'/></SSLHostConfig></Connector>");
        return folder;
    }

    @Override
    int httpsPort() {
        return tls;
    }

    @Override
    Socket plain() throws IOException {
        return DownloadWaysContract.plain(plain);
    }
}
