package org.stowage.management;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** An MXBean among those of the server, from its creation until it is closed. */
public final class Registration implements AutoCloseable {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName name;

    /**
     * Registers the counters as {@code org.stowage:type=Uploads,context="<context path>"}.
     *
     * @throws IllegalStateException if there is another of that name
     */
    public Registration(Counters counters, String contextPath) {
        try {
            this.name = new ObjectName("org.stowage:type=Uploads,context=" + ObjectName.quote(contextPath + "/"));
            server.registerMBean(counters, name);
        } catch (JMException e) {
            throw new IllegalStateException("the counters cannot be registered: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException("the counters cannot be unregistered: " + e.getMessage(), e);
        }
    }
}
