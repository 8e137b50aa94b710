package org.stowage.management.admin;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The role that may use the calls that only show something. */
    static final String VIEWER_ROLE = "stowage-viewer";

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
        List<AdminRoute> routes = router.at(rawPath(request));
        if (routes.stream().anyMatch(AdminRoute::isOpen)) {
            send(request, response, answer(request, response, routes));
        } else if (!router.allows(caller(request))) {
            send(request, response, AdminRefusal.NOT_FOUND.answer(wantsText(request)));
        } else if (!List.of("GET", "HEAD", "POST").contains(request.getMethod())) {
            // This is checked before the login, because a preflight carries no password.
            response.setHeader("Allow", "GET, HEAD, POST");
            send(request, response, AdminRefusal.METHOD_NOT_ALLOWED.answer(wantsText(request)));
        } else if (routes.stream().anyMatch(route -> !route.needsLogin())) {
            send(request, response, answer(request, response, routes));
        } else {
            send(request, response, forUsers(request, response, routes));
        }
    }

    private AdminAnswer forUsers(HttpServletRequest request, HttpServletResponse response, List<AdminRoute> routes)
            throws IOException {
        Optional<AdminRefusal> refusal = unknown(request, response);
        if (refusal.isPresent()) {
            return refusal.get().answer(wantsText(request));
        }
        return routes.isEmpty() ? AdminRefusal.NOT_FOUND.answer(wantsText(request)) : answer(request, response, routes);
    }

    /** Logs the user in by {@code <login-config>}. Returns a refusal, or nothing if the user has one of the roles. */
    private static Optional<AdminRefusal> unknown(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isLoggedIn(request, response)) {
            if (request.getHeader("Authorization") != null) {
                LOG.warning(() -> "A login failed, from " + from(request));
            }
            return Optional.of(AdminRefusal.LOGIN);
        }
        if (request.isUserInRole(ROLE) || request.isUserInRole(VIEWER_ROLE)) {
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

    private AdminAnswer answer(HttpServletRequest request, HttpServletResponse response, List<AdminRoute> routes)
            throws IOException {
        boolean text = wantsText(request);
        Optional<AdminRoute> route = router.route(request.getMethod(), rawPath(request));
        if (route.isEmpty()) {
            response.setHeader("Allow", router.allowed(routes.get(0).path()));
            return AdminRefusal.METHOD_NOT_ALLOWED.answer(text);
        }
        if (route.get().access() == AdminAccess.ADMINS && !request.isUserInRole(ROLE)) {
            LOG.warning(() ->
                    user(request) + " may look only: refused /-/" + route.get().path());
            return AdminRefusal.VIEWER.answer(text);
        }
        Optional<String> body = Optional.of("");
        if (request.getMethod().equals("POST")) {
            Optional<AdminRefusal> refusal = postHeaders(request).refusal();
            if (refusal.isPresent()) {
                return refusal.get().answer(text);
            }
            body = body(request);
            LOG.info(() -> "POST /-/" + route.get().path() + " by " + user(request) + ", from " + from(request));
        }
        return body.isEmpty()
                ? AdminRefusal.TOO_LARGE.answer(text)
                : call(route.get(), request(request, route.get(), body.get()));
    }

    private static AdminRequest request(HttpServletRequest request, AdminRoute route, String body) {
        String query = Objects.toString(request.getQueryString(), "");
        return new AdminRequest(
                route.needsLogin() ? user(request) : "", request.isUserInRole(ROLE), accept(request), query, body);
    }

    private static String accept(HttpServletRequest request) {
        return String.join(", ", Collections.list(request.getHeaders("Accept")));
    }

    private static boolean wantsText(HttpServletRequest request) {
        return new AdminRequest("", accept(request), "").wantsText();
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
        } catch (ProblemException e) {
            return e.answer(request.wantsText());
        } catch (IllegalArgumentException e) {
            return AdminRefusal.malformed(
                    Objects.toString(e.getMessage(), "The request cannot be understood."), request.wantsText());
        } catch (IOException e) {
            LOG.warning(() -> "/-/" + route.path() + " failed: " + e);
            return AdminRefusal.STORE_UNAVAILABLE.answer(request.wantsText());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "/-/" + route.path() + " failed", e);
            return AdminRefusal.INTERNAL.answer(request.wantsText());
        }
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, AdminAnswer answer)
            throws IOException {
        if (response.isCommitted()) {
            // Tomcat has already answered a failed login, by way of the error servlet.
            return;
        }
        Path file = answer.file();
        if (file != null) {
            sendFile(request, response, answer.contentType(), file);
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        response.setHeader("Content-Type", answer.contentType());
        if (answer.isPage()) {
            response.setHeader("Content-Security-Policy", AdminHeaders.PAGE_POLICY);
        }
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static void sendFile(HttpServletRequest request, HttpServletResponse response, String type, Path file)
            throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            response.setHeader("Content-Type", type);
            response.setContentLengthLong(Files.size(file));
            if (!request.getMethod().equals("HEAD")) {
                in.transferTo(response.getOutputStream());
            }
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
     * Returns the part of the URL after {@code /-/}, not decoded; a slash, which no call has, if the part before it is
     * spelled in another way.
     */
    private static String rawPath(HttpServletRequest request) {
        String base = request.getServletContext().getContextPath() + "/-/";
        String uri = request.getRequestURI();
        return uri.startsWith(base) ? uri.substring(base.length()) : "/";
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
