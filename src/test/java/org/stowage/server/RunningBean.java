package org.stowage.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.stowage.management.StoreMXBean;

/**
 * An MXBean in a running server, as JConsole reaches it.
 *
 * @param proxy of the bean; a call throws some exception if the server is gone
 * @param connector to be closed
 */
record RunningBean<T>(T proxy, JMXConnector connector) implements AutoCloseable {

    /** Finds the bean that takes an admin's orders. */
    static RunningBean<StoreMXBean> store(ServerProcess server) throws IOException {
        return of(server, "Store", StoreMXBean.class);
    }

    /** Attaches to the server and finds a bean of {@code /upload/}. The address is the word of a process of ours. */
    @SuppressWarnings("BanJNDI")
    static <T> RunningBean<T> of(ServerProcess server, String type, Class<T> bean) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
            JMXServiceURL agent = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(agent);
            ObjectName name = new ObjectName("org.stowage:type=" + type + ",context=\"/upload/\"");
            return new RunningBean<>(JMX.newMXBeanProxy(connector.getMBeanServerConnection(), name, bean), connector);
        } catch (AttachNotSupportedException | MalformedObjectNameException e) {
            throw new IOException(e);
        }
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
