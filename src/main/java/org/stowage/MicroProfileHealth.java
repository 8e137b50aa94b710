package org.stowage;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.stowage.management.microprofile.Alive;
import org.stowage.management.microprofile.Ready;

/** Shows our health to a server that has MicroProfile Health. Most have not; then the classes that need it are not loaded. */
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
