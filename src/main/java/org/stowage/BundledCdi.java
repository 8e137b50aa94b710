package org.stowage;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** Starts Weld and SmallRye Config from {@code WEB-INF/lib}, for servlet containers such as Tomcat. */
final class BundledCdi {

    private BundledCdi() {}

    static void start(ServletContext context) throws ServletException {
        ClassLoader ours = BundledCdi.class.getClassLoader();
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        Config config = resolver.getBuilder()
                .forClassLoader(ours)
                .addDefaultSources()
                .addDiscoveredSources()
                .addDiscoveredConverters()
                .withSources(new ContextParameters(context))
                .build();
        resolver.registerConfig(config, ours);
        // Listeners are destroyed in reverse order: this one, registered first, is destroyed after Weld's.
        context.addListener(new ServletContextListener() {
            @Override
            public void contextDestroyed(ServletContextEvent event) {
                resolver.releaseConfig(config);
            }
        });
        new EnhancedListener().onStartup(Set.of(), context);
    }
}
