package org.stowage.management;

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
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Everything below {@code /-/}: who may come is decided before anything is told, then who it is, by the server's own means,
 * then what is asked. A URL that is spelled otherwise ({@code %2D}, {@code //}, {@code ;x}) is none of ours.
 */
@WebServlet(name = AdminServlet.NAME, urlPatterns = "/-/*")
public final class AdminServlet extends HttpServlet {

    /** The name in the server's statistics. */
    public static final String NAME = "Stowage administration";

    /** Whoever has it may do everything here. */
    static final String ROLE = "stowage-admin";

    /** As {@code <login-config>} has it. */
    private static final String CHALLENGE = "Basic realm=\"Stowage\"";

    private static final int MAX_BODY = 64 << 10;

    /** Of Tomcat's RemoteIpValve, which takes away the header field that it has read. */
    private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private static final long serialVersionUID = 1L;

    @Inject
    private transient AdminDesk desk;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AdminHeaders.ALL.forEach(response::setHeader);
        Optional<AdminRoute> route = desk.route(rawPath(request));
        if (route.isPresent() && route.get().open()) {
            send(request, response, answer(request, response, route.get()));
        } else if (!desk.receives(caller(request))) {
            send(request, response, AdminRefusal.NOT_FOUND.answer());
        } else if (!List.of("GET", "HEAD", "POST").contains(request.getMethod())) {
            // Before the login: a preflight carries no password.
            response.setHeader("Allow", "GET, HEAD, POST");
            send(request, response, AdminRefusal.METHOD_NOT_ALLOWED.answer());
        } else {
            Optional<AdminRefusal> refusal = unknown(request, response);
            AdminAnswer answer = refusal.isPresent()
                    ? refusal.get().answer()
                    : route.isEmpty() ? AdminRefusal.NOT_FOUND.answer() : answer(request, response, route.get());
            send(request, response, answer);
        }
    }

    /** Lets the server find out who asks, by {@code <login-config>}; nothing if it is an admin. */
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
        } catch (ServletException e) {
            // WildFly: no password that it understands, and no challenge either.
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
        String body = "";
        if (request.getMethod().equals("POST")) {
            Optional<AdminRefusal> refusal = unwanted(request);
            if (refusal.isPresent()) {
                return refusal.get().answer();
            }
            byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                return AdminRefusal.TOO_LARGE.answer();
            }
            body = new String(bytes, StandardCharsets.UTF_8);
            LOG.info(() -> "POST /-/" + route.path() + " by " + user(request) + " from " + from(request));
        }
        String accept = String.join(", ", Collections.list(request.getHeaders("Accept")));
        return call(route, new AdminRequest(route.open() ? "" : user(request), accept, body));
    }

    private static AdminAnswer call(AdminRoute route, AdminRequest request) {
        try {
            return route.call().answer(request);
        } catch (IllegalArgumentException e) {
            return AdminRefusal.malformed(Objects.toString(e.getMessage(), "The request cannot be understood."));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "/-/" + route.path() + " failed", e);
            return AdminRefusal.INTERNAL.answer();
        }
    }

    /** A browser sends what a page of another site tells it to, with the admin's password: but not JSON, unless it may. */
    private static Optional<AdminRefusal> unwanted(HttpServletRequest request) {
        String site = Objects.toString(request.getHeader("Sec-Fetch-Site"), "none");
        if (!site.equals("none") && !site.equals("same-origin")) {
            return Optional.of(AdminRefusal.CROSS_SITE);
        }
        String type = Objects.toString(request.getContentType(), "")
                .replaceFirst(";.*", "")
                .strip();
        if (!type.toLowerCase(Locale.ROOT).equals("application/json")) {
            return Optional.of(AdminRefusal.NOT_JSON);
        }
        return request.getContentLengthLong() > MAX_BODY ? Optional.of(AdminRefusal.TOO_LARGE) : Optional.empty();
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, AdminAnswer answer)
            throws IOException {
        if (response.isCommitted()) {
            // Tomcat has ended the answer to a failed login; its error page is written by the error servlet.
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
                Objects.toString(request.getServerName(), ""),
                "HTTP/1.0".equals(request.getProtocol()),
                request.getAttribute(FORWARDED) != null,
                Collections.list(request.getHeaderNames()));
    }

    /** What follows {@code /-/} in the request line; a path of no call if that is spelled in another way. */
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

    /** What a client chose must not forge a log line or hide in it. */
    private static String visible(String text) {
        return text.replaceAll("[^!-~]", "?");
    }
}
