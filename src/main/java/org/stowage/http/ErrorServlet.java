package org.stowage.http;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.stowage.management.admin.AdminHeaders;
import org.stowage.management.admin.AdminServlet;

/**
 * Answers with one sentence when the container refuses a request by itself (such as TRACE); the container's own page
 * would show its version and a stack trace. {@code web.xml} names it as the error page. A direct request to its URL is
 * answered with 404.
 */
@WebServlet(name = "Stowage errors", urlPatterns = ErrorServlet.PATH, asyncSupported = true)
public final class ErrorServlet extends HttpServlet {

    static final String PATH = "/-/error";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Deployment deployment;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            new Exchange(request, response, deployment).refuse(Refusal.NOT_FOUND, "");
            return;
        }
        RequestSettings settings = deployment.settings().get();
        byte[] body = ("The server refused the request with status " + response.getStatus() + ".\n")
                .getBytes(StandardCharsets.US_ASCII);
        headers(request, settings.cors()).forEach(response::setHeader);
        if (response.getStatus() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", settings.methods().list());
        }
        response.setHeader("Content-Type", "text/plain; charset=us-ascii");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Tomcat sends the answer to a failed login of the admin API through this servlet. */
    private static Map<String, String> headers(HttpServletRequest request, Cors cors) {
        if (AdminServlet.NAME.equals(request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME))) {
            return AdminHeaders.ALL;
        }
        Map<String, String> headers = new LinkedHashMap<>(CommonHeaders.ALL);
        headers.putAll(cors.headers(name -> Optional.ofNullable(request.getHeader(name))));
        return headers;
    }
}
