package org.stowage.management.check;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.stowage.config.Settings;

/**
 * Finds settings of the server's listeners that refuse requests which Stowage would accept. By default WildFly's
 * listeners have a limit of 10 MiB, which answers HTTP/1.1 uploads with an empty 400 before they reach Stowage, and
 * refuse some URLs. On Tomcat the timeouts and the limits of header fields are checked.
 */
record ListenerCheck(Supplier<Settings> settings, MBeanServer server) implements Check {

    /** The code of the finding that makes uploads fail. */
    static final String LIMIT = "listener-limit";

    private static final long SMALL_HEAD = 8192;

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String type : List.of("http-listener", "https-listener")) {
            names("jboss.as:subsystem=undertow,server=*," + type + "=*").forEach(name -> {
                aboutUndertow(name, type, findings);
                aboutUrls(name, type, findings);
            });
        }
        names("Catalina:type=Connector,*").forEach(name -> aboutTomcat(name, findings));
        return findings;
    }

    private void aboutUndertow(ObjectName name, String type, List<Finding> findings) {
        OptionalLong limit = number(name, "maxPostSize");
        long wanted = settings.get().tenants().stream()
                .mapToLong(tenant -> tenant.maxSize().bytes())
                .max()
                .orElse(0);
        if (limit.isEmpty()) {
            findings.add(Finding.note(
                    "listener-unknown",
                    "The limit of WildFly's " + type + " cannot be read.",
                    "$JBOSS_HOME/bin/jboss-cli.sh --connect --file=server-config/wildfly/stowage.cli"));
        } else if (limit.getAsLong() > 0 && limit.getAsLong() < wanted) {
            findings.add(Finding.warning(
                    LIMIT,
                    "WildFly's " + type + " " + name.getKeyProperty(type) + " refuses uploads of more than "
                            + limit.getAsLong()
                            + " bytes with an empty 400, before Stowage sees them; stowage.max-size is "
                            + wanted + ".",
                    "$JBOSS_HOME/bin/jboss-cli.sh --connect --commands=\"/subsystem=undertow/server="
                            + name.getKeyProperty("server") + "/"
                            + type + "=" + name.getKeyProperty(type)
                            + ":write-attribute(name=max-post-size,value=0),reload\""));
        }
    }

    /** Checks two attributes that {@code stowage.cli} sets together, because each is right only with the other. */
    private void aboutUrls(ObjectName name, String type, List<Finding> findings) {
        String which = "WildFly's " + type + " " + name.getKeyProperty(type);
        boolean takesBytes = is(name, "allowUnescapedCharactersInUrl");
        boolean decodes = is(name, "decodeUrl");
        String fix =
                "allow-unescaped-characters-in-url=true with decode-url=false on that listener: the lines about URLs in"
                        + " server-config/wildfly/stowage.cli";
        if (takesBytes && decodes) {
            findings.add(Finding.warning(
                    "listener-decodes",
                    which
                            + " decodes URLs before Stowage sees them: files whose names need an escape cannot be uploaded.",
                    fix));
        } else if (decodes) {
            findings.add(Finding.note(
                    "listener-strict",
                    which
                            + " refuses URLs with raw UTF-8, which ejabberd makes from 25.10 on, and parameters with broken"
                            + " escapes: it answers an empty 400 before Stowage sees them.",
                    fix));
        }
    }

    private void aboutTomcat(ObjectName name, List<Finding> findings) {
        String which = "Tomcat's connector on port " + name.getKeyProperty("port");
        OptionalLong timeout = number(name, "connectionTimeout");
        if (timeout.isPresent() && timeout.getAsLong() <= 0) {
            findings.add(
                    Finding.warning(
                            "no-timeout",
                            which + " has no connectionTimeout: clients that stall hold their connections for ever.",
                            "connectionTimeout=\"60000\" on that Connector in conf/server.xml (server-config/tomcat/connector.xml)"));
        }
        OptionalLong head = number(name, "maxHttpRequestHeaderSize");
        if (head.isPresent() && head.getAsLong() > 0 && head.getAsLong() < SMALL_HEAD) {
            findings.add(Finding.warning(
                    "small-header",
                    which + " takes header fields of " + head.getAsLong()
                            + " bytes only: long file names and the tokens of mod_http_file_share do not fit.",
                    "maxHttpRequestHeaderSize=\"8192\" on that Connector in conf/server.xml"));
        }
    }

    private Set<ObjectName> names(String pattern) {
        try {
            return new TreeSet<>(server.queryNames(new ObjectName(pattern), null));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean is(ObjectName name, String attribute) {
        try {
            return Boolean.parseBoolean(String.valueOf(server.getAttribute(name, attribute)));
        } catch (JMException | RuntimeException unreadable) {
            return false;
        }
    }

    /** Returns the value of an attribute; empty if it is missing or the server does not allow to read it. */
    private OptionalLong number(ObjectName name, String attribute) {
        try {
            Object value = server.getAttribute(name, attribute);
            return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.toString()));
        } catch (JMException | RuntimeException unreadable) {
            return OptionalLong.empty();
        }
    }
}
