package org.stowage.http.undertow;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Puts {@link LargeUploads}, {@link UploadWindow}, {@link SecondRead} and {@link RequestEnd} before all filters and servlets. Undertow finds
 * this class by {@code META-INF/services}.
 */
public final class UploadExtension implements ServletExtension {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(LargeUploads::new);
        enlargeWindows(deployment);
        readTwice(deployment);
        endOnIoThreads(deployment);
    }

    /** The wrapper that is added last is called first. */
    private static void endOnIoThreads(DeploymentInfo deployment) {
        try {
            RequestEnd end = RequestEnd.find();
            deployment.addInitialHandlerChainWrapper(next -> exchange -> {
                end.apply(exchange);
                next.handleRequest(exchange);
            });
        } catch (NoSuchMethodException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "This Undertow does not say which thread serves a connection: many small requests take a fifth more"
                            + " processor time. ({0})",
                    e.toString());
        }
    }

    private static void enlargeWindows(DeploymentInfo deployment) {
        try {
            UploadWindow window = new UploadWindow();
            deployment.addInitialHandlerChainWrapper(next -> exchange -> {
                window.open(exchange);
                next.handleRequest(exchange);
            });
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "This Undertow does not let Stowage enlarge HTTP/2 windows: uploads by HTTP/2 from distant clients are slow. Fix:"
                            + " enable-http2=false on its listeners. ({0})",
                    e.toString());
        }
    }

    private static void readTwice(DeploymentInfo deployment) {
        try {
            SecondRead reads = SecondRead.find();
            deployment.addInitialHandlerChainWrapper(next -> exchange -> {
                reads.apply(exchange);
                next.handleRequest(exchange);
            });
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "This Undertow does not let Stowage wrap its bodies: uploads over TLS take twice the processor time. Fix: TLS in a"
                            + " proxy before the server. ({0})",
                    e.toString());
        }
    }
}
