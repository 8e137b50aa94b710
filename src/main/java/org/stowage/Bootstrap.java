package org.stowage;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the CDI container in the WAR if the server has none of its own.
 *
 * <p>This class must load where the CDI API is missing, so all code that needs it is in {@link BundledCdi}.
 */
public final class Bootstrap implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        ClassLoader ours = Bootstrap.class.getClassLoader();
        Class<?> cdi;
        try {
            cdi = Class.forName("jakarta.enterprise.inject.spi.CDI", false, ours);
        } catch (ClassNotFoundException e) {
            throw new StartupException("Stowage cannot start: this server has no CDI of its own."
                    + " Deploy upload.war here; upload-jakartaee.war is for Jakarta EE servers such as WildFly.");
        }
        if (cdi.getClassLoader() == ours) {
            BundledCdi.start(context);
        }
    }
}
