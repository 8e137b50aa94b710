package org.stowage.management.admin;

/**
 * A call with its method and URL.
 *
 * @param method GET, which includes HEAD, or POST
 * @param path the part of the URL after {@code /-/}, not decoded
 * @param access who may use it
 * @param call what answers
 */
public record AdminRoute(String method, String path, AdminAccess access, AdminCall call) {

    /** Returns a route that shows something to viewers and admins. */
    public static AdminRoute get(String path, AdminCall call) {
        return new AdminRoute("GET", path, AdminAccess.VIEWERS, call);
    }

    /** Returns a route that takes a question as JSON from viewers and admins, and changes nothing. */
    public static AdminRoute ask(String path, AdminCall call) {
        return new AdminRoute("POST", path, AdminAccess.VIEWERS, call);
    }

    /** Returns a route that does something for admins. */
    public static AdminRoute post(String path, AdminCall call) {
        return new AdminRoute("POST", path, AdminAccess.ADMINS, call);
    }

    /** Returns a route that shows to everybody whose address may ask what is the same in every installation. */
    public static AdminRoute constant(String path, AdminCall call) {
        return new AdminRoute("GET", path, AdminAccess.ADMITTED, call);
    }

    /** Returns a route that shows something to everybody. */
    public static AdminRoute open(String path, AdminCall call) {
        return new AdminRoute("GET", path, AdminAccess.EVERYBODY, call);
    }

    boolean takes(String requestMethod) {
        return method.equals(requestMethod) || (method.equals("GET") && requestMethod.equals("HEAD"));
    }

    boolean needsLogin() {
        return access == AdminAccess.VIEWERS || access == AdminAccess.ADMINS;
    }

    boolean isOpen() {
        return access == AdminAccess.EVERYBODY;
    }
}
