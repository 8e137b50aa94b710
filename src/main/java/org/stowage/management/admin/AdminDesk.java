package org.stowage.management.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stowage.config.Settings.Admin;

/** All calls below {@code /-/}, and from where they may be asked. */
public final class AdminDesk {

    private final Supplier<Admin> admin;
    private final Map<String, AdminRoute> routes;

    /**
     * Takes the calls.
     *
     * @param admin says, anew for each request, from where admins may come
     * @param routes at most one for a path
     * @throws IllegalStateException if two have one path
     */
    public AdminDesk(Supplier<Admin> admin, List<AdminRoute> routes) {
        this.admin = admin;
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(AdminRoute::path, Function.identity()));
    }

    /** Returns the call of that path, spelled exactly so. */
    Optional<AdminRoute> route(String rawPath) {
        return Optional.ofNullable(routes.get(rawPath));
    }

    /** Tells whether admins may come from there. */
    boolean receives(Caller caller) {
        return switch (admin.get()) {
            case NONE -> false;
            case LOOPBACK -> caller.isOfThisMachine();
            case ALL -> true;
        };
    }
}
