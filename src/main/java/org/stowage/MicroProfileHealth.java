package org.stowage;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.stowage.management.microprofile.Alive;
import org.stowage.management.microprofile.Ready;

/**
 * Adds the health checks to a server that has MicroProfile Health. On other servers their classes, which need its API,
 * are not loaded.
 */
public final class MicroProfileHealth implements Extension {

    void add(@Observes BeforeBeanDiscovery event) {
        try {
            Class.forName(
                    "org.eclipse.microprofile.health.HealthCheck", false, MicroProfileHealth.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return;
        }
        event.addAnnotatedType(Alive.class, Alive.class.getName());
        event.addAnnotatedType(Ready.class, Ready.class.getName());
    }
}
