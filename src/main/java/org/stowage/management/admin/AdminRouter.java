package org.stowage.management.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stowage.config.Settings.Admin;

/** Finds the call of each URL below {@code /-/}, and decides which clients may use them. */
public final class AdminRouter {

    private final Supplier<Admin> admin;
    private final Map<String, AdminRoute> routes;

    /**
     * Takes the calls.
     *
     * @param admin which clients may use them, read for each request
     * @param routes at most one for each path
     * @throws IllegalStateException if two routes have the same path
     */
    public AdminRouter(Supplier<Admin> admin, List<AdminRoute> routes) {
        this.admin = admin;
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(AdminRoute::path, Function.identity()));
    }

    /** Returns the route of a path, which must be spelled exactly as in the route. */
    Optional<AdminRoute> route(String rawPath) {
        return Optional.ofNullable(routes.get(rawPath));
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
