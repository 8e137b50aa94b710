package org.stowage.http.undertow;

import io.undertow.security.api.AuthenticationMode;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;

/**
 * Keeps Undertow from looking at {@code Authorization} unless a servlet asks it to. WildFly comes with a container that looks
 * at every request: it would answer 401 to an upload with a wrong password that nobody wants, and let the whole world guess
 * the admin's. Undertow finds this by {@code META-INF/services}.
 */
public final class AuthenticationExtension implements ServletExtension {

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.setAuthenticationMode(AuthenticationMode.CONSTRAINT_DRIVEN);
    }
}
