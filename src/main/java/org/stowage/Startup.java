package org.stowage;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.net.URI;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stowage.config.S3Settings;
import org.stowage.config.Settings;
import org.stowage.config.TenantSettings;
import org.stowage.config.TimedSecret;
import org.stowage.contract.Contract;

/**
 * Opens everything before the first request and logs one line about it. If anything cannot be opened, stops the
 * deployment with the reason.
 *
 * <p>Tomcat inspects the fields of listeners before it calls {@link Bootstrap}, so no field may have a type that may be
 * missing in the server and in the WAR.
 */
@WebListener
public final class Startup implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger("org.stowage");

    @Inject
    private Lifecycle lifecycle;

    private final ShutdownSteps shutdown = new ShutdownSteps();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            start(event.getServletContext());
        } catch (StartupException e) {
            shutdown.run();
            // Tomcat logs exceptions of listeners in another file than the rest of a deployment.
            LOG.severe("Stowage cannot start: " + e.getMessage());
            throw new StartupException("Stowage cannot start:\n" + inLines(e.getMessage()));
        } catch (RuntimeException | Error e) {
            shutdown.run();
            LOG.log(Level.SEVERE, "Stowage cannot start: " + e, e);
            throw e;
        }
    }

    private void start(ServletContext context) {
        Settings settings = lifecycle.open(context.getContextPath(), context.getVirtualServerName());
        WarmUp.loadClasses(context);
        lifecycle.warmUp();
        Rehearsals.start(settings, context, lifecycle::isUsed).ifPresent(rehearsals -> shutdown.add(rehearsals::close));
        warn();
        lifecycle.register().forEach(registration -> shutdown.add(registration::close));
        shutdown.add(lifecycle.startSweeper()::close);
        shutdown.add(lifecycle.meetNodes());
        shutdown.add(lifecycle.jobs()::close);
        shutdown.add(lifecycle.recordHistory()::close);
        shutdown.add(lifecycle.refreshSettings()::close);
        lifecycle.registerWithMicrometer().ifPresent(shutdown::add);
        LOG.info(readyLine(context.getContextPath(), settings));
        shutdown.add(lifecycle.startCheck()::close);
    }

    /**
     * Returns the problems with one line for each, because WildFly's console cuts lines off after some eighty
     * characters.
     */
    private static String inLines(@Nullable String wrong) {
        return String.valueOf(wrong).replace("; ", ";\n");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        shutdown.run();
    }

    private void warn() {
        for (String key : lifecycle.unknownKeys()) {
            LOG.warning(key + " is not a setting of Stowage; is it misspelt?");
        }
    }

    private static String readyLine(String contextPath, Settings settings) {
        return String.format(
                Locale.ROOT,
                "Stowage serves %s from %s: %s, durability %s",
                settings.advertised().map(URI::toString).orElse(contextPath + "/"),
                settings.bucket().map(S3Settings::toString).orElseGet(settings.basePath()::toString),
                settings.tenants().stream().map(Startup::words).collect(Collectors.joining("; ")),
                settings.durability());
    }

    private static String words(TenantSettings tenant) {
        return (tenant.name().isEmpty()
                        ? ""
                        : "tenant " + tenant.name() + " below " + whereabouts(tenant.place()) + " ")
                + "files up to " + tenant.maxSize() + ", contracts " + contracts(tenant) + ", secrets "
                + tenant.secrets().stream().map(TimedSecret::id).collect(Collectors.joining(","));
    }

    private static String whereabouts(TenantSettings.Place place) {
        return place.host() + "/" + place.path();
    }

    private static String contracts(TenantSettings tenant) {
        return tenant.contracts().stream().map(Contract::toString).sorted().collect(Collectors.joining(","));
    }
}
