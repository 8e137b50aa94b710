package org.stowage.management.admin;

/** Who may use a call. */
public enum AdminAccess {
    /** Everybody, from everywhere and without a login. */
    EVERYBODY,
    /** Everybody whose address may ask, without a login: for what is the same in every installation. */
    ADMITTED,
    /** Users with the role {@code stowage-viewer} or {@code stowage-admin}. */
    VIEWERS,
    /** Users with the role {@code stowage-admin}. */
    ADMINS
}
