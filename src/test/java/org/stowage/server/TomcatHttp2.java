package org.stowage.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.stowage.it.Signed;
import org.stowage.program.RunningProgram;

/** Tomcat with the connector of {@code tls.xml}, and shorter times. */
abstract class TomcatHttp2 extends Http2Contract {

    private final TomcatFolder folder;
    private final int port;

    TomcatHttp2(TomcatFolder folder) throws Exception {
        this.folder = folder;
        this.port = RunningProgram.freePort();
    }

    @Override
    ServerProcess started() throws Exception {
        Path conf = folder.path().resolve("conf");
        Tls.pem(Tls.keyStore(conf.resolve("keys.p12")));
        String connector = Files.readString(Path.of("server-config/tomcat/tls.xml"));
        folder.addConnector(connector
                .substring(connector.indexOf("-->") + 3)
                .replace("port=\"8443\"", "address=\"127.0.0.1\" port=\"" + port + "\"")
                .replace("conf/fullchain.pem", "conf/cert.pem")
                .replace("conf/privkey.pem", "conf/key.pem"));
        folder.deploy(Folders.named("stowage.war"), "upload");
        return ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET));
    }

    @Override
    int port() {
        return port;
    }

    @Override
    Path store() {
        return folder.path().resolve("stowage");
    }
}
