package org.stowage.management.admin;

/** Who may use a call. */
public enum AdminAccess {
    /** Everybody, from everywhere and without a login. */
    EVERYBODY,
    /** Users with the role {@code stowage-viewer} or {@code stowage-admin}. */
    VIEWERS,
    /** Users with the role {@code stowage-admin}. */
    ADMINS
}
