package org.stowage.server;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.event.SetupContainer;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.ApplicationScoped;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.as.arquillian.container.managed.ManagedDeployableContainer;

/**
 * Starts the server that Arquillian's tests are run on, once for all of them, and tells Arquillian and the tests where it is.
 *
 * <p>To WildFly WARs come by its own adapter, through the management port, as by console and CLI; to Tomcat by
 * {@link TomcatContainer}.
 */
public final class ArquillianServers implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Starting.class);
        if (System.getProperty("arquillian.launch", "wildfly").startsWith("tomcat")) {
            builder.override(DeployableContainer.class, ManagedDeployableContainer.class, TomcatContainer.class);
        }
    }

    /** The servers that this JVM has started; they end with it, for Maven calls each test class a suite of its own. */
    private static final Map<String, ServerFolder> RUNNING = new ConcurrentHashMap<>();

    /** Starts a server when Arquillian is about to look at its configuration. */
    static final class Starting {

        @Inject
        @ApplicationScoped
        private InstanceProducer<TomcatFolder> tomcat;

        void start(@Observes(precedence = 1) SetupContainer event) {
            String name = event.getContainer().getName();
            ServerFolder folder = RUNNING.computeIfAbsent(name, Starting::running);
            if (folder instanceof WildFlyFolder wildfly) {
                configure(event.getContainer().getContainerConfiguration(), Integer.toString(wildfly.managementPort()));
            } else if (folder instanceof TomcatFolder other) {
                tomcat.set(other);
            }
            String war = name.equals("wildfly-microprofile") ? "stowage.thin.war" : "stowage.war";
            System.setProperty("stowage.war", Folders.named(war).toString());
            System.setProperty("stowage.url", "http://127.0.0.1:" + folder.port() + "/upload/");
        }

        private static void configure(ContainerDef container, String managementPort) {
            container
                    .overrideProperty("jbossHome", Folders.named("wildfly.home").toString())
                    .overrideProperty("allowConnectingToRunningServer", "true")
                    .overrideProperty("managementAddress", "127.0.0.1")
                    .overrideProperty("managementPort", managementPort);
            System.setProperty("wildfly.management.port", managementPort);
        }

        private static ServerFolder running(String name) {
            try {
                ServerFolder folder = folder(name);
                ServerProcess.start(folder, Map.of(), "-Xmx512m");
                return folder;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(name + " does not start", e);
            }
        }

        private static ServerFolder folder(String name) throws IOException {
            return switch (name) {
                case "wildfly" -> WildFlyFolder.configured();
                case "wildfly-microprofile" -> WildFlyFolder.configured("standalone-microprofile.xml");
                case "tomcat10" -> TomcatFolder.tomcat10();
                case "tomcat11" -> TomcatFolder.tomcat11();
                default -> throw new IllegalArgumentException(name);
            };
        }
    }
}
