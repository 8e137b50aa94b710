package org.stowage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;

/** Deploys to a running Tomcat by a context file, as an admin does; Arquillian's own adapter knows only the Manager. */
public final class TomcatContainer implements DeployableContainer<TomcatContainer.Nothing> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Inject
    private Instance<TomcatFolder> tomcat;

    /** What {@code arquillian.xml} says of it. */
    public static final class Nothing implements ContainerConfiguration {
        @Override
        public void validate() {
            // There is nothing that could be wrong.
        }
    }

    @Override
    public Class<Nothing> getConfigurationClass() {
        return Nothing.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        TomcatFolder folder = tomcat.get();
        Path war = folder.path().resolve("upload.war");
        archive.as(ZipExporter.class).exportTo(war.toFile(), true);
        try {
            folder.configure(
                    "<Context docBase='" + war + "'>" + parameter("secret", Signed.SECRET)
                            + parameter("delete-secret", Signed.DELETE_SECRET) + "</Context>",
                    "upload");
            awaitAnswer(204);
        } catch (IOException e) {
            throw new DeploymentException("upload.war", e);
        }
        return new ProtocolMetaData()
                .addContext(new HTTPContext("127.0.0.1", folder.port()).add(new Servlet("upload", "/upload")));
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            Files.delete(tomcat.get().contextFile("upload"));
            awaitAnswer(404);
        } catch (IOException e) {
            throw new DeploymentException("upload.war", e);
        }
    }

    private static String parameter(String setting, String value) {
        return "<Parameter name='stowage." + setting + "' value='" + value + "' override='false'/>";
    }

    private void awaitAnswer(int status) throws DeploymentException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (answer() != status) {
            if (System.nanoTime() > end) {
                throw new DeploymentException(
                        "no answer " + status + " in " + tomcat.get().path());
            }
            pause();
        }
    }

    /** Returns 0 when there is none, as when the server takes this client for one that stalls. */
    private int answer() {
        try (RawHttp http = new RawHttp(tomcat.get().port())) {
            return http.exchange("OPTIONS", "/upload/x").status();
        } catch (IOException none) {
            return 0;
        }
    }

    private static void pause() throws DeploymentException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new DeploymentException("interrupted", e);
        }
    }
}
