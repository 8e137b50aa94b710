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
     * Registers a bean as {@code org.stowage:type=<type>,context="<context path>"}.
     *
     * @param bean implements an interface whose name ends with {@code MXBean}
     * @throws IllegalStateException if there is another of that name
     */
    public Registration(Object bean, String type, String contextPath) {
        try {
            this.name = new ObjectName("org.stowage:type=" + type + ",context=" + ObjectName.quote(contextPath + "/"));
            server.registerMBean(new PlainBean(bean), name);
        } catch (JMException e) {
            throw new IllegalStateException(type + " cannot be registered: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be unregistered: " + e.getMessage(), e);
        }
    }
}
