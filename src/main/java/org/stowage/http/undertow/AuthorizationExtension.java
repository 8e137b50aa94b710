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
 * Keeps {@code Authorization} from WildFly until a servlet asks who it is. WildFly comes with {@code proactive-authentication}:
 * it checks every password that it is sent, on any URL, which would let the whole world guess the admin's, and it answers 401 to
 * an upload with a wrong one. The mode of the deployment has been read by then, so the field is hidden from the handler that
 * checks, and is there again for what follows. Undertow finds this by {@code META-INF/services}.
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
