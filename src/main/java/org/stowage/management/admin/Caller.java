package org.stowage.management.admin;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a request comes from, as far as that can be told.
 *
 * @param address the IP address of the client, as the servlet API has it
 * @param reached the IP address of this machine that the connection was made to; a proxy's word does not change it
 * @param host the host name that the client asked for; empty if it sent none
 * @param http10 whether it speaks HTTP/1.0, as nginx does to those behind it where it is not told otherwise
 * @param headers the names of the request's header fields
 */
record Caller(String address, String reached, String host, boolean http10, List<String> headers) {

    /** IPv4; IPv6 as servers write it; IPv4 within IPv6. A name is never looked up. */
    private static final Pattern LOOPBACK = Pattern.compile("(::ffff:)?127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

    private static final Set<String> OF_PROXIES = Set.of("forwarded", "via", "x-real-ip", "x-client-ip");

    private static final String FAMILY_OF_PROXIES = "x-forwarded-";

    /**
     * Tells whether a program on this machine asks for itself. Nobody else reaches a loopback address, whatever address of a
     * client the server has believed somebody. A proxy on this machine asks for the whole world: it shows by its header fields,
     * by the host name that was asked for, or by its age.
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
