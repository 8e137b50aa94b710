package org.stowage.server;

import java.io.IOException;
import java.net.Socket;
import org.stowage.program.NeedsProgram;

/** WildFly: its I/O threads serve many connections each. */
@NeedsProgram(
        value = {StallingStore.PYTHON, StallingStore.MODULE},
        packages = StallingStore.PACKAGES)
final class WildFlyStalledStoreIT extends StalledCrowdContract {

    private final WildFlyFolder folder;

    WildFlyStalledStoreIT() throws Exception {
        this.folder = WildFlyFolder.configured();
    }

    @Override
    ServerFolder prepare() throws Exception {
        folder.setListenerAttribute("read-timeout", (int) PATIENCE.toMillis());
        return folder;
    }

    @Override
    int httpsPort() {
        return folder.httpsPort();
    }

    @Override
    Socket plain() throws IOException {
        return DownloadWaysContract.plain(folder.port());
    }
}
