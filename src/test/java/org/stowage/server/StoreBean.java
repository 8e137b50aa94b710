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
 * The admin's MXBean in a running server, as JConsole reaches it.
 *
 * @param store takes orders; a call throws some exception if the server is gone
 * @param connector to be closed
 */
record StoreBean(StoreMXBean store, JMXConnector connector) implements AutoCloseable {

    /** Attaches to the server and finds the bean of {@code /upload/}. The address is the word of a process of ours. */
    @SuppressWarnings("BanJNDI")
    static StoreBean of(ServerProcess server) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
            JMXServiceURL agent = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(agent);
            ObjectName name = new ObjectName("org.stowage:type=Store,context=\"/upload/\"");
            return new StoreBean(
                    JMX.newMXBeanProxy(connector.getMBeanServerConnection(), name, StoreMXBean.class), connector);
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
