package org.stowage.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.contract.Authorization;
import org.stowage.contract.Query;
import org.stowage.management.traffic.RefusedRequest;
import org.stowage.storage.FileKey;
import org.stowage.token.DeclaredLength;
import org.stowage.token.UploadClaim;

/**
 * The parts of a request that Stowage uses, read from the servlet API in one place. The tenant of the URL is looked up
 * once.
 */
final class ParsedRequest {

    private final HttpServletRequest request;
    private final String rawPath;
    private final Optional<RequestTarget> target;

    /** Looks up the tenant of the URL. */
    ParsedRequest(HttpServletRequest request, Tenants tenants) {
        this.request = request;
        this.rawPath = rawPathOf(request);
        this.target = tenants.find(request.getServerName(), rawPath);
    }

    /** Returns the request URI without the context path; empty if the URI does not begin with it literally. */
    private static String rawPathOf(HttpServletRequest request) {
        String base = request.getServletContext().getContextPath() + "/";
        String uri = request.getRequestURI();
        return uri.startsWith(base) ? uri.substring(base.length()) : "";
    }

    String method() {
        return request.getMethod();
    }

    /** Returns the path of the URL below the context path, exactly as it was sent. */
    String rawPath() {
        return rawPath;
    }

    /** Returns the tenant and the key that the URL names, if its path is legal and belongs to a tenant. */
    Optional<RequestTarget> target() {
        return target;
    }

    /** Tells whether the URL is literally the base URL of the deployment. */
    boolean isForTheBaseUrl() {
        return request.getRequestURI().equals(request.getServletContext().getContextPath() + "/");
    }

    /** Returns the values of all lines of a field, in their order. */
    List<String> lines(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** Returns the header fields. */
    RequestHeaders headers() {
        return name -> {
            List<String> lines = lines(name);
            return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
        };
    }

    /** Returns the first line of a field. */
    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** Returns the query of the URL, raw. */
    Query query() {
        return Query.of(request.getQueryString());
    }

    /** Returns what the request declares about the length of its body. */
    DeclaredLength length() {
        return DeclaredLength.of(lines("Content-Length"), request.getHeader("Transfer-Encoding"));
    }

    /** Returns what the client claims about its upload. */
    UploadClaim claim(FileKey key) {
        return new UploadClaim(
                key, length(), request.getHeader("Content-Type"), query(), Authorization.of(lines("Authorization")));
    }

    /** Tells whether the request uploads or deletes. */
    boolean isAboutAChange() {
        return method().equals("PUT") || method().equals("DELETE");
    }

    /**
     * Returns what the client sent, for an admin who asks later why it was refused.
     *
     * @param client the address; null if it is not to be kept
     */
    RefusedRequest.RefusedClaim sent(@Nullable String client) {
        String query = request.getQueryString();
        return new RefusedRequest.RefusedClaim(
                method(),
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
                length() instanceof DeclaredLength.Exact exact ? exact.bytes() : null,
                request.getHeader("Content-Type"),
                request.getHeader("Authorization"),
                client,
                id());
    }

    /** Returns the address of the client, as the server sees it. */
    String clientAddress() {
        return request.getRemoteAddr();
    }

    /** Returns the server's id of the request. */
    String id() {
        return request.getRequestId();
    }
}
