package org.stowage.server;

import java.nio.file.Path;
import java.util.List;
import org.stowage.program.RunningProgram;

/** The ways of Tomcat: its connectors with {@code sendfile}, without, and with TLS. */
abstract class TomcatDownloads extends DownloadWaysContract {

    private final TomcatFolder folder;
    private final int sendfile = RunningProgram.freePort();
    private final int copying = RunningProgram.freePort();
    private final int tls = RunningProgram.freePort();

    TomcatDownloads(TomcatFolder folder) throws Exception {
        this.folder = folder;
    }

    @Override
    ServerFolder prepare() throws Exception {
        Path keys = Tls.keyStore(folder.path().resolve("conf/keys.p12"));
        folder.addConnector(connector(sendfile, "/>"));
        folder.addConnector(connector(copying, "useSendfile='false'/>"));
        folder.addConnector(connector(
                tls,
                "SSLEnabled='true' scheme='https' secure='true'><SSLHostConfig><Certificate"
                        + " type='EC' certificateKeystoreFile='" + keys + "' certificateKeystorePassword='"
                        + Tls.PASSWORD
                        + "'/></SSLHostConfig></Connector>"));
        return folder;
    }

    /** Stalled clients are cut off after a minute: these tests are about those that are not yet. */
    private static String connector(int port, String rest) {
        return "<Connector address='127.0.0.1' port='" + port + "' connectionTimeout='60000' " + rest;
    }

    @Override
    Path store() {
        return folder.path().resolve("stowage");
    }

    @Override
    List<Way> ways() {
        return List.of(
                new Way("sendfile", () -> plain(sendfile)),
                new Way("copying", () -> plain(copying)),
                new Way("TLS", () -> Tls.connect(tls)));
    }

    @Override
    String words() {
        return "sent by Tomcat's sendfile where the connector has it";
    }
}
