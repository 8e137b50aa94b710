package org.stowage.management.admin;

/**
 * A call with its method and URL.
 *
 * @param method GET, which includes HEAD, or POST
 * @param path the part of the URL after {@code /-/}, not decoded
 * @param open whether everybody may call it, from everywhere and without a login
 * @param call what answers
 */
public record AdminRoute(String method, String path, boolean open, AdminCall call) {

    /** Returns a route that shows something to admins. */
    public static AdminRoute get(String path, AdminCall call) {
        return new AdminRoute("GET", path, false, call);
    }

    /** Returns a route that does something for admins, or takes JSON from them. */
    public static AdminRoute post(String path, AdminCall call) {
        return new AdminRoute("POST", path, false, call);
    }

    /** Returns a route that shows something to everybody. */
    public static AdminRoute open(String path, AdminCall call) {
        return new AdminRoute("GET", path, true, call);
    }

    boolean takes(String requestMethod) {
        return method.equals(requestMethod) || (method.equals("GET") && requestMethod.equals("HEAD"));
    }

    /** Returns the value of {@code Allow}. */
    String allowed() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }
}
