package org.stowage.http.undertow;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.http.Downloads;

/**
 * Puts {@link WithoutCookies} and {@link DownloadHandler} before all filters and servlets. Undertow finds this class by
 * {@code META-INF/services}.
 */
public final class DownloadExtension implements ServletExtension {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        ServersClasses.initialize();
        deployment.addInitialHandlerChainWrapper(WithoutCookies::new);
        try {
            Writability writability = Writability.find();
            deployment.addInitialHandlerChainWrapper(next -> new DownloadHandler(context, next, writability));
            context.setAttribute(Downloads.WAY, "sent by Undertow's sendfile on HTTP/1 without TLS, else copied");
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.log(Level.FINE, "This Undertow has not the methods that sendfile needs.", e);
        }
    }
}
