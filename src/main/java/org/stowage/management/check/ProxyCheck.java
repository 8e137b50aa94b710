package org.stowage.management.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether requests came through a proxy whose header fields the server ignores. Safe for any number of
 * threads.
 */
public final class ProxyCheck implements Check {

    private static final Pattern INTERNAL = Pattern.compile(
            "127\\..*|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|(0:0:0:0:0:0:0|:):1|f[cd][0-9a-f]{2}:.*",
            Pattern.CASE_INSENSITIVE);

    private volatile boolean addressIgnored;
    private volatile boolean schemeIgnored;

    /** Compares what the server says about a request with the header fields of a proxy, if there are any. */
    public void see(
            String remoteAddress, String scheme, @Nullable String forwardedFor, @Nullable String forwardedProto) {
        if (!addressIgnored && isIgnored(remoteAddress, forwardedFor)) {
            addressIgnored = true;
        }
        if (!schemeIgnored && scheme.equals("http") && "https".equalsIgnoreCase(forwardedProto)) {
            schemeIgnored = true;
        }
    }

    /**
     * Tells whether the server ignores the field: a server that trusts it uses an address from it as the remote
     * address.
     */
    static boolean isIgnored(String remoteAddress, @Nullable String forwardedFor) {
        return forwardedFor != null
                && INTERNAL.matcher(remoteAddress).matches()
                && Stream.of(forwardedFor.split(",", -1)).map(String::strip).noneMatch(remoteAddress::equals);
    }

    @Override
    public List<Finding> findings() {
        String what = addressIgnored ? "X-Forwarded-For" : "X-Forwarded-Proto";
        return Optional.of(what).filter(any -> addressIgnored || schemeIgnored).stream()
                .map(field -> Finding.warning(
                        "proxy-ignored",
                        "A proxy sends " + field + ", and this server ignores it: logs name the proxy instead of the"
                                + " client. Trust the field only if no client but the proxy reaches this port.",
                        fix()))
                .toList();
    }

    private static String fix() {
        return System.getProperty("catalina.base") == null
                ? "$JBOSS_HOME/bin/jboss-cli.sh --connect --commands=\"/subsystem=undertow/server=default-server/http-listener=default"
                        + ":write-attribute(name=proxy-address-forwarding,value=true),reload\""
                : "the Valve of server-config/tomcat/proxy.xml inside <Host> in conf/server.xml";
    }
}
