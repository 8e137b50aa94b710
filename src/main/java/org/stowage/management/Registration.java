package org.stowage.management;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The registration of an MXBean in the platform MBean server, until it is closed. */
public final class Registration implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName name;

    private Registration(Object bean, ObjectName name) throws JMException {
        this.name = name;
        server.registerMBean(new JdkOnlyMBean(bean), name);
    }

    /**
     * Registers a bean as {@code org.stowage:type=<type>,context="<context path>"}. If another deployment has that
     * name, because two hosts have the same context path, {@code ,host="<host>"} is appended. A failure is only logged,
     * because uploads do not need the bean.
     *
     * @param bean implements an interface whose name ends with {@code MXBean}
     * @param host the server's name for the host of this deployment
     * @return the registration, or nothing if the bean cannot be registered
     */
    public static Optional<Registration> of(Object bean, String type, String contextPath, String host) {
        String usual = "org.stowage:type=" + type + ",context=" + ObjectName.quote(contextPath + "/");
        try {
            return Optional.of(register(bean, usual, usual + ",host=" + ObjectName.quote(host)));
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "The MXBean " + usual + " cannot be registered: " + e, e);
            return Optional.empty();
        }
    }

    /** Does nothing if the bean is not registered any more. */
    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.fine(() -> name + " is not registered any more");
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be unregistered: " + e.getMessage(), e);
        }
    }

    private static Registration register(Object bean, String usual, String other) throws JMException {
        try {
            return new Registration(bean, new ObjectName(usual));
        } catch (InstanceAlreadyExistsException taken) {
            Registration registration = new Registration(bean, new ObjectName(other));
            LOG.info(() -> "Another deployment has the MXBean " + usual + "; that of this one is " + other);
            return registration;
        }
    }
}
