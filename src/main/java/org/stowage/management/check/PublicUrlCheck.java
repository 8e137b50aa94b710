package org.stowage.management.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stowage.config.Settings;

/** Checks that the advertised base URL can be that of this deployment. */
record PublicUrlCheck(Supplier<Settings> settings, String contextPath) implements Check {

    @Override
    public List<Finding> findings() {
        Optional<URI> advertised = settings.get().advertised();
        return advertised.map(this::about).orElse(List.of());
    }

    private List<Finding> about(URI url) {
        List<Finding> findings = new ArrayList<>();
        String path = url.getRawPath();
        if (!path.equals(contextPath + "/")) {
            findings.add(
                    Finding.warning(
                            "public-path",
                            "stowage.public-url has the path " + path + ", and this WAR serves " + contextPath
                                    + "/: uploads arrive only if a proxy maps one to the other.",
                            "name the WAR after the path of the URL, or correct stowage.public-url and the XMPP server's base URL"));
        }
        if (!url.getScheme().equalsIgnoreCase("https") && !isLocal(url.getHost())) {
            findings.add(Finding.warning(
                    "public-http",
                    "stowage.public-url is not https: others on the network can read tokens and files, and web clients on https"
                            + " pages cannot upload.",
                    "https, by a proxy (server-config/nginx) or a listener of the server"));
        }
        return findings;
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
