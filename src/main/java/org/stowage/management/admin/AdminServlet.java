package org.stowage.management.admin;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers the URLs below {@code /-/}. For unknown URLs and all calls that are not open, first the address of the client
 * is checked, then the user, by the login of the server. A URL in another spelling ({@code %2D}, {@code //},
 * {@code ;x}) is unknown.
 */
@WebServlet(name = AdminServlet.NAME, urlPatterns = "/-/*")
public final class AdminServlet extends HttpServlet {

    /** The name of the servlet in the server's statistics. */
    public static final String NAME = "Stowage administration";

    /** The role that may use all calls. */
    static final String ROLE = "stowage-admin";

    /** The challenge, with the realm of {@code <login-config>}. */
    private static final String CHALLENGE = "Basic realm=\"Stowage\"";

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private static final long serialVersionUID = 1L;

    @Inject
    private transient AdminRouter router;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        try {
            receive(request, response);
        } catch (IOException e) {
            LOG.log(Level.FINE, "The client did not wait for its answer.", e);
        }
    }

    private void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AdminHeaders.ALL.forEach(response::setHeader);
        Optional<AdminRoute> route = router.route(rawPath(request));
        if (route.isPresent() && route.get().open()) {
            send(request, response, answer(request, response, route.get()));
        } else if (!router.allows(caller(request))) {
            send(request, response, AdminRefusal.NOT_FOUND.answer());
        } else if (!List.of("GET", "HEAD", "POST").contains(request.getMethod())) {
            // This is checked before the login, because a preflight carries no password.
            response.setHeader("Allow", "GET, HEAD, POST");
            send(request, response, AdminRefusal.METHOD_NOT_ALLOWED.answer());
        } else {
            send(request, response, forAdmins(request, response, route));
        }
    }

    private static AdminAnswer forAdmins(
            HttpServletRequest request, HttpServletResponse response, Optional<AdminRoute> route) throws IOException {
        Optional<AdminRefusal> refusal = unknown(request, response);
        if (refusal.isPresent()) {
            return refusal.get().answer();
        }
        return route.isPresent() ? answer(request, response, route.get()) : AdminRefusal.NOT_FOUND.answer();
    }

    /** Logs the user in by {@code <login-config>}. Returns a refusal, or nothing if the user is an admin. */
    private static Optional<AdminRefusal> unknown(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isLoggedIn(request, response)) {
            if (request.getHeader("Authorization") != null) {
                LOG.warning(() -> "A login failed, from " + from(request));
            }
            return Optional.of(AdminRefusal.LOGIN);
        }
        if (request.isUserInRole(ROLE)) {
            return Optional.empty();
        }
        LOG.warning(() -> user(request) + " was refused without the role " + ROLE + ", from " + from(request));
        return Optional.of(AdminRefusal.NO_ROLE);
    }

    private static boolean isLoggedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return request.authenticate(response);
        } catch (ServletException | RuntimeException e) {
            // WildFly throws if there is no password or its Base64 is broken, and then does not set the challenge.
            response.setHeader("WWW-Authenticate", CHALLENGE);
            return false;
        }
    }

    private static AdminAnswer answer(HttpServletRequest request, HttpServletResponse response, AdminRoute route)
            throws IOException {
        if (!route.takes(request.getMethod())) {
            response.setHeader("Allow", route.allowed());
            return AdminRefusal.METHOD_NOT_ALLOWED.answer();
        }
        Optional<String> body = Optional.of("");
        if (request.getMethod().equals("POST")) {
            Optional<AdminRefusal> refusal = postHeaders(request).refusal();
            if (refusal.isPresent()) {
                return refusal.get().answer();
            }
            body = body(request);
            LOG.info(() -> "POST /-/" + route.path() + " by " + user(request) + ", from " + from(request));
        }
        if (body.isEmpty()) {
            return AdminRefusal.TOO_LARGE.answer();
        }
        String accept = String.join(", ", Collections.list(request.getHeaders("Accept")));
        return call(route, new AdminRequest(route.open() ? "" : user(request), accept, body.get()));
    }

    private static PostHeaders postHeaders(HttpServletRequest request) {
        return new PostHeaders(
                request.getHeader("Sec-Fetch-Site"), request.getContentType(), request.getContentLengthLong());
    }

    /** Reads the body; empty if it is too large. */
    private static Optional<String> body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(PostHeaders.MAX_BODY + 1);
        return bytes.length > PostHeaders.MAX_BODY
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static AdminAnswer call(AdminRoute route, AdminRequest request) {
        try {
            return route.call().answer(request);
        } catch (IllegalArgumentException e) {
            return AdminRefusal.malformed(Objects.toString(e.getMessage(), "The request cannot be understood."));
        } catch (IOException e) {
            LOG.warning(() -> "/-/" + route.path() + " failed: " + e);
            return AdminRefusal.STORE_UNAVAILABLE.answer();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "/-/" + route.path() + " failed", e);
            return AdminRefusal.INTERNAL.answer();
        }
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, AdminAnswer answer)
            throws IOException {
        if (response.isCommitted()) {
            // Tomcat has already answered a failed login, by way of the error servlet.
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        response.setHeader("Content-Type", answer.contentType());
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static Caller caller(HttpServletRequest request) {
        return new Caller(
                request.getRemoteAddr(),
                Objects.toString(request.getLocalAddr(), ""),
                host(request),
                "HTTP/1.0".equals(request.getProtocol()),
                Collections.list(request.getHeaderNames()));
    }

    /**
     * Returns the host that the client sent, or an empty text. Without the field {@code Host} the server name of a
     * request is the server's own name or address, so it is not used. Tomcat does not show this field for HTTP/2, so
     * there no request counts as local.
     */
    private static String host(HttpServletRequest request) {
        String sent = request.getHeader("Host");
        return sent == null || sent.isBlank() ? "" : Objects.toString(request.getServerName(), "");
    }

    /**
     * Returns the part of the URL after {@code /-/}, not decoded; empty, which no call has, if the part before it is
     * spelled in another way.
     */
    private static String rawPath(HttpServletRequest request) {
        String base = request.getServletContext().getContextPath() + "/-/";
        String uri = request.getRequestURI();
        return uri.startsWith(base) ? uri.substring(base.length()) : "";
    }

    private static String user(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "-" : visible(Objects.toString(principal.getName(), "-"));
    }

    private static String from(HttpServletRequest request) {
        return visible(request.getRemoteAddr());
    }

    /** Replaces blanks, control characters and non-ASCII characters, so that a client cannot forge a log line. */
    private static String visible(String text) {
        return text.replaceAll("[^!-~]", "?");
    }
}
