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
 * Says in one sentence what the container refused by itself (TRACE, say), in place of its own page with version and
 * stack trace. Named as error page in {@code web.xml}; asked directly, there is no file here.
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

    /** Tomcat ends the answer to a failed login by itself. */
    private static Map<String, String> headers(HttpServletRequest request, Cors cors) {
        if (AdminServlet.NAME.equals(request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME))) {
            return AdminHeaders.ALL;
        }
        Map<String, String> headers = new LinkedHashMap<>(CommonHeaders.ALL);
        headers.putAll(cors.headers(name -> Optional.ofNullable(request.getHeader(name))));
        return headers;
    }
}
