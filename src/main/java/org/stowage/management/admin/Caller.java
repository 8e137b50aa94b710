package org.stowage.management.admin;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The origin of a request, as far as it is known.
 *
 * @param address the IP address of the client, as the servlet API returns it
 * @param reached the IP address of this machine to which the client connected; fields of a proxy do not change it
 * @param host the host name that the client sent; empty if it sent none
 * @param http10 whether the request is HTTP/1.0, which nginx sends by default
 * @param headers the names of the header fields
 */
record Caller(String address, String reached, String host, boolean http10, List<String> headers) {

    /** IPv4, IPv6 as servers write it, and IPv4 within IPv6. Names are never looked up. */
    private static final Pattern LOOPBACK = Pattern.compile("(::ffff:)?127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

    private static final Set<String> OF_PROXIES = Set.of("forwarded", "via", "x-real-ip", "x-client-ip");

    private static final String FAMILY_OF_PROXIES = "x-forwarded-";

    /**
     * Tells whether the request comes from a program on this machine, not through a proxy. Only this machine can reach
     * a loopback address, even if the server takes the address of the client from a field. A proxy on this machine is
     * recognized by its header fields, by the host name, or by HTTP/1.0.
     */
    boolean isOfThisMachine() {
        return isLoopback(address)
                && isLoopback(reached)
                && (host.equalsIgnoreCase("localhost") || isLoopback(host))
                && !http10
                && headers.stream().noneMatch(Caller::isOfAProxy);
    }

    private static boolean isLoopback(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return LOOPBACK.matcher(bare.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isOfAProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return OF_PROXIES.contains(name) || name.startsWith(FAMILY_OF_PROXIES);
    }
}
