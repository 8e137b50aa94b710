package org.stowage;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.stowage.config.Settings;
import org.stowage.config.TenantSettings;
import org.stowage.management.check.TestSite;

/**
 * Finds the base URLs for a test upload: the public URL, or a loopback URL with this deployment's path. Other URLs are
 * refused, because otherwise an admin could make the server send requests into networks that the admin cannot reach.
 *
 * @param contextPath the context path, without a slash at its end
 */
record TestSites(Supplier<Settings> settings, String contextPath) implements TestSite.Finder {

    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)https?://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");

    private static final String ANY_PAGE = "https://test.invalid";

    @Override
    public List<TestSite> at(String base) {
        Settings now = settings.get();
        String url = base.isEmpty() ? configured(now) : base.endsWith("/") ? base : base + "/";
        boolean isPublic =
                now.advertised().map(URI::toString).filter(url::equals).isPresent();
        boolean isOwn = url.endsWith(contextPath + "/")
                && LOOPBACK.matcher(url.substring(0, url.length() - contextPath.length() - 1))
                        .matches();
        if (!isPublic && !isOwn) {
            throw new IllegalArgumentException(
                    "A test upload goes to stowage.public-url, or to this machine: http://127.0.0.1:<port>"
                            + contextPath + "/.");
        }
        return now.tenants().stream().map(tenant -> site(url, tenant, now)).toList();
    }

    private static TestSite site(String url, TenantSettings tenant, Settings settings) {
        TenantSettings.Place place = tenant.place();
        String base = place.host().isEmpty() ? url : withHost(url, place.host());
        return new TestSite(
                base + (place.path().isEmpty() ? "" : place.path() + "/"),
                SettingsTranslation.signer(tenant),
                tenant.maxSize().bytes(),
                settings.corsOrigins().stream().findAny().orElse(ANY_PAGE));
    }

    /** Replaces the host of the URL by that of the tenant in the settings. */
    private static String withHost(String url, String host) {
        return url.replaceFirst("(?i)^(https?://)(\\[[^]]*]|[^:/]*)", "$1" + host);
    }

    private String configured(Settings now) {
        return now.advertised()
                .map(URI::toString)
                .or(() -> port().map(port -> "http://127.0.0.1:" + port + contextPath + "/"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Set stowage.public-url, or give the URL of this machine for the test."));
    }

    private static Optional<String> port() {
        return Stream.of(
                        number("jboss.as:socket-binding-group=standard-sockets,socket-binding=http", "boundPort"),
                        number("Catalina:type=Connector,*", "localPort"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> number(String pattern, String attribute) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName name : server.queryNames(new ObjectName(pattern), null)) {
                String value = String.format(Locale.ROOT, "%s", server.getAttribute(name, attribute));
                if (value.matches("[1-9]\\d{0,4}")) {
                    return Optional.of(value);
                }
            }
        } catch (JMException | RuntimeException absent) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
