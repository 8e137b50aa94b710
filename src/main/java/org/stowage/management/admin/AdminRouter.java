package org.stowage.management.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stowage.config.Settings.Admin;

/** Finds the call of each URL below {@code /-/}, and decides from where calls are allowed. */
public final class AdminRouter {

    private final Supplier<Admin> admin;
    private final Map<String, AdminRoute> routes;

    /**
     * Takes the calls.
     *
     * @param admin from where admins may come, read for each request
     * @param routes at most one for a path
     * @throws IllegalStateException if two have one path
     */
    public AdminRouter(Supplier<Admin> admin, List<AdminRoute> routes) {
        this.admin = admin;
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(AdminRoute::path, Function.identity()));
    }

    /** Returns the call of that path, spelled exactly so. */
    Optional<AdminRoute> route(String rawPath) {
        return Optional.ofNullable(routes.get(rawPath));
    }

    /** Tells whether a caller from there may ask at all. */
    boolean allows(Caller caller) {
        return switch (admin.get()) {
            case NONE -> false;
            case LOOPBACK -> caller.isOfThisMachine();
            case ALL -> true;
        };
    }
}
