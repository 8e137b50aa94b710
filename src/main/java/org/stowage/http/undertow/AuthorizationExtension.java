package org.stowage.http.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Hides {@code Authorization} from WildFly until a servlet authenticates the request. By default WildFly has
 * {@code proactive-authentication}: it checks every password on every URL, so anybody could guess the admin's password
 * there, and an upload with an unknown {@code Authorization} would be answered with 401. This extension runs too late
 * to change that setting of the deployment, so it removes the field before WildFly's check and adds it again behind it.
 * Undertow finds this class by {@code META-INF/services}.
 */
public final class AuthorizationExtension implements ServletExtension {

    private final AttachmentKey<Collection<String>> hidden = AttachmentKey.create(Collection.class);

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addSecurityWrapper(check -> exchange -> hide(exchange, check));
        deployment.addInnerHandlerChainWrapper(servlets -> exchange -> show(exchange, servlets));
    }

    private void hide(HttpServerExchange exchange, HttpHandler next) throws Exception {
        @Nullable Collection<String> values = exchange.getRequestHeaders().remove(Headers.AUTHORIZATION);
        if (values != null) {
            exchange.putAttachment(hidden, values);
        }
        next.handleRequest(exchange);
    }

    private void show(HttpServerExchange exchange, HttpHandler next) throws Exception {
        @Nullable Collection<String> values = exchange.removeAttachment(hidden);
        if (values != null) {
            exchange.getRequestHeaders().addAll(Headers.AUTHORIZATION, values);
        }
        next.handleRequest(exchange);
    }
}
