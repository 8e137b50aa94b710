package org.stowage.management.admin;

/**
 * A call and its URL.
 *
 * @param method GET, which HEAD asks for too, or POST
 * @param path what the URL has behind {@code /-/}, raw
 * @param open whether everybody may ask, from everywhere, without a role
 * @param call what answers
 */
public record AdminRoute(String method, String path, boolean open, AdminCall call) {

    /** A call that shows something to admins. */
    public static AdminRoute get(String path, AdminCall call) {
        return new AdminRoute("GET", path, false, call);
    }

    /** A call that does something for admins, or takes JSON from them. */
    public static AdminRoute post(String path, AdminCall call) {
        return new AdminRoute("POST", path, false, call);
    }

    /** A call that shows something to everybody. */
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
