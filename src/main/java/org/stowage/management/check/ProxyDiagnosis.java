package org.stowage.management.check;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Explains what an unexpected answer, or no answer, says about the proxies and servers before Stowage. */
final class ProxyDiagnosis {

    private static final String CORS = "Access-Control-Allow-Origin";

    private ProxyDiagnosis() {}

    /** Tells whether Stowage itself gave the answer, which shows by two header fields that it always sends. */
    static boolean isOurs(HttpResponse<?> answer) {
        return answer.headers().firstValue(CORS).isPresent()
                && answer.headers().firstValue("X-Content-Type-Options").isPresent();
    }

    static String of(HttpResponse<?> answer) {
        return isOurs(answer) ? ofOurs(answer.statusCode()) : ofOthers(answer.statusCode());
    }

    private static String ofOurs(int status) {
        return switch (status) {
            case 401, 403 ->
                "Stowage has refused the token: the path that arrives differs from that of the base URL, or"
                        + " a proxy drops the query or the field Authorization. Pass the path on as it was sent.";
            case 404 ->
                "Stowage finds nothing at that path: the proxy changes the path, or no tenant has this host name.";
            case 409 -> "Stowage says that the URL was used: the proxy has sent the upload twice.";
            case 411 ->
                "No Content-Length arrives: the proxy sends uploads chunked; let it keep the length"
                        + " (nginx: proxy_http_version 1.1, proxy_request_buffering off).";
            case 413 ->
                "The file is too large for Stowage, or a quota is full: see stowage.max-size and stowage.quota.";
            case 503, 507 -> "The store has no room or cannot be written now: the log says more.";
            default -> "The log says more.";
        };
    }

    private static String ofOthers(int status) {
        return switch (status) {
            case 301, 302, 307, 308 -> "The proxy redirects: use the URL that it redirects to as base URL (https?).";
            case 400 ->
                "Something before Stowage refuses it without a reason. WildFly does so to uploads above max-post-size"
                        + " (see the self-check: listener-limit).";
            case 401, 403 -> "Something before Stowage refuses it: access rules of the proxy.";
            case 404 ->
                "The URL leads elsewhere: the host name or the path of the base URL is not that of this deployment.";
            case 405 ->
                "Something before Stowage does not allow this method: let the proxy pass on GET, HEAD, PUT, OPTIONS.";
            case 411 -> "Something before Stowage wants a Content-Length.";
            case 413 ->
                "A proxy refuses uploads of this size. nginx: client_max_body_size 0; Apache: LimitRequestBody 0.";
            case 414, 431 -> "A proxy finds the URL or the header fields too long. nginx: large_client_header_buffers.";
            case 502 ->
                "The proxy does not reach Stowage, or its connection was cut: check the address and port that it connects to.";
            case 503 -> "The proxy has no server for this URL.";
            case 504 -> "The proxy has not waited long enough. nginx: proxy_read_timeout 300s.";
            default -> "Something before Stowage has answered.";
        };
    }

    static String of(IOException failure) {
        if (failure instanceof SSLException) {
            return "TLS fails: " + failure.getMessage()
                    + ". The certificate must be trusted by Java and name this host;"
                    + " is an intermediate certificate missing?";
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return "Nothing answers at that address: a firewall, or a router that does not route back inside (hairpin).";
        }
        if (failure instanceof HttpTimeoutException) {
            return "No whole answer came in time.";
        }
        if (failure instanceof ConnectException) {
            return failure.getCause() instanceof ConnectException
                            && failure.getCause().getCause() instanceof UnresolvedAddressException
                    ? "The host name is not known to this server's DNS."
                    : "The connection is refused, or the host name is not known: nothing listens there.";
        }
        return "The connection was cut: " + failure
                + ". A proxy that limits the size may do so in the middle of an upload"
                + " (nginx: client_max_body_size 0).";
    }
}
