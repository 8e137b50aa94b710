package org.stowage.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The host of a running Tomcat, as its own MBeans show it.
 *
 * @param connector to be closed
 */
record TomcatHost(JMXConnector connector) implements AutoCloseable {

    private static final String HOST = "Catalina:type=Host,host=localhost";
    private static final String UPLOAD = "Catalina:j2eeType=WebModule,name=//localhost/upload,*";

    @SuppressWarnings("BanJNDI")
    static TomcatHost of(ServerProcess server) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
            JMXServiceURL agent = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            return new TomcatHost(JMXConnectorFactory.connect(agent));
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Stops {@code /upload} and starts it anew, with a class loader of its own. */
    void reload() throws IOException, JMException {
        ObjectName upload =
                beans().queryNames(new ObjectName(UPLOAD), null).iterator().next();
        beans().invoke(upload, "reload", new Object[0], new String[0]);
    }

    /** Returns the deployments that were stopped and whose class loaders something still holds, after a collection of the garbage. */
    List<String> leaks() throws IOException, JMException {
        Object leaks =
                beans().invoke(new ObjectName(HOST), "findReloadedContextMemoryLeaks", new Object[0], new String[0]);
        return List.of((String[]) leaks);
    }

    private MBeanServerConnection beans() throws IOException {
        return connector.getMBeanServerConnection();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The server is gone.
        }
    }
}
