package org.stowage.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.MalformedURLException;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.stowage.management.check.DiagnosisMXBean;

/**
 * The MXBean that admins ask, in a running server.
 *
 * @param diagnosis answers
 * @param connector to be closed
 */
record DiagnosisBean(DiagnosisMXBean diagnosis, JMXConnector connector) implements AutoCloseable {

    @SuppressWarnings("BanJNDI")
    static DiagnosisBean of(ServerProcess server) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
            JMXServiceURL agent = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(agent);
            ObjectName name = new ObjectName("org.stowage:type=Diagnosis,context=\"/upload/\"");
            return new DiagnosisBean(
                    JMX.newMXBeanProxy(connector.getMBeanServerConnection(), name, DiagnosisMXBean.class), connector);
        } catch (AttachNotSupportedException | MalformedObjectNameException | MalformedURLException e) {
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
