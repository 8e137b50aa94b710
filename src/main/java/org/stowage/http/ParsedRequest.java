package org.stowage.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.stowage.contract.Authorization;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;
import org.stowage.token.DeclaredLength;
import org.stowage.token.UploadClaim;

/** What a request says, read from the servlet API in one place. The URL is looked up once. */
final class ParsedRequest {

    private final HttpServletRequest request;
    private final String rawPath;
    private final Optional<RequestTarget> target;

    /** Looks up to whom the URL belongs. */
    ParsedRequest(HttpServletRequest request, Tenants tenants) {
        this.request = request;
        this.rawPath = rawPathOf(request);
        this.target = tenants.find(request.getServerName(), rawPath);
    }

    /** What follows the context path in the request line; empty if the container mapped a path that does not match it. */
    private static String rawPathOf(HttpServletRequest request) {
        String base = request.getServletContext().getContextPath() + "/";
        String uri = request.getRequestURI();
        return uri.startsWith(base) ? uri.substring(base.length()) : "";
    }

    String method() {
        return request.getMethod();
    }

    /** Returns the path of the URL below the context path, as it was sent. */
    String rawPath() {
        return rawPath;
    }

    /** Returns the file that the URL names, if its path is legal and a tenant's. */
    Optional<RequestTarget> target() {
        return target;
    }

    /** Tells whether the URL is that of the deployment itself, spelled so. */
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

    /** Returns what the request says of the length of its body. */
    DeclaredLength length() {
        return DeclaredLength.of(lines("Content-Length"), request.getHeader("Transfer-Encoding"));
    }

    /** Returns what the client claims about its upload. */
    UploadClaim claim(FileKey key) {
        return new UploadClaim(
                key, length(), request.getHeader("Content-Type"), query(), Authorization.of(lines("Authorization")));
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
