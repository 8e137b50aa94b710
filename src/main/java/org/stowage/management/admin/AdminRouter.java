package org.stowage.management.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stowage.config.Settings.Admin;

/** Finds the call of each URL below {@code /-/}, and decides which clients may use them. */
public final class AdminRouter {

    private final Supplier<Admin> admin;
    private final Map<String, List<AdminRoute>> routes;

    /**
     * Takes the calls.
     *
     * @param admin which clients may use them, read for each request
     * @param routes at most one for each path and method
     * @throws IllegalStateException if two routes have the same path and method
     */
    public AdminRouter(Supplier<Admin> admin, List<AdminRoute> routes) {
        this.admin = admin;
        this.routes = routes.stream().collect(Collectors.groupingBy(AdminRoute::path));
        this.routes.forEach((path, ofPath) -> {
            if (ofPath.stream().map(AdminRoute::method).distinct().count() != ofPath.size()) {
                throw new IllegalStateException("two routes have the path " + path);
            }
        });
    }

    /** Returns all calls. */
    public List<AdminRoute> all() {
        return routes.values().stream().flatMap(List::stream).toList();
    }

    /** Returns the routes of a path, which must be spelled exactly as in the routes; empty if there is none. */
    List<AdminRoute> at(String rawPath) {
        return routes.getOrDefault(rawPath, List.of());
    }

    /** Returns the route of a path that takes a method. */
    Optional<AdminRoute> route(String method, String rawPath) {
        return at(rawPath).stream().filter(route -> route.takes(method)).findFirst();
    }

    /** Returns the value of {@code Allow} for a path. */
    String allowed(String rawPath) {
        return at(rawPath).stream()
                .map(route -> route.method().equals("GET") ? "GET, HEAD" : route.method())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Tells whether this client may use the calls that are not open. */
    boolean allows(Caller caller) {
        return switch (admin.get()) {
            case NONE -> false;
            case LOOPBACK -> caller.isOfThisMachine();
            case ALL -> true;
        };
    }
}
