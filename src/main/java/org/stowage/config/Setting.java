package org.stowage.config;

/** Every setting: its key, type, default and meaning. */
public enum Setting {
    /** The secret. */
    SECRET("stowage.secret", "text", "none: required", "The secret shared with the XMPP server, as typed there."),
    /** Where files are. */
    BASE_PATH(
            "stowage.base-path",
            "path",
            "`stowage` in the server's data directory",
            "The folder that stores the files; created if missing."),
    /** How large a file may be. */
    MAX_SIZE("stowage.max-size", "size", "100 MiB", "The largest file that is taken, in bytes or with a unit."),
    /** What an upload waits for. */
    DURABILITY(
            "stowage.durability",
            "`fsync` or `none`",
            "fsync",
            "Whether a file is on the disk before its upload is acknowledged."),
    /** Which contracts are spoken. */
    PROTOCOLS(
            "stowage.protocols",
            "list of `v1`, `v2`, `token`, `jwt`",
            "v1,v2,token,jwt",
            "The contracts by which tokens are accepted, comma-separated."),
    /** Who may delete. */
    DELETE_SECRET(
            "stowage.delete-secret",
            "text",
            "none: no DELETE",
            "The secret that Metronome puts into its tokens for DELETE, as typed there.");

    private final String key;
    private final String type;
    private final String defaultText;
    private final String meaning;

    Setting(String key, String type, String defaultText, String meaning) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** Returns the name of the property. */
    public String key() {
        return key;
    }

    /** Returns the kind of its values, as documentation shows it. */
    public String type() {
        return type;
    }

    /** Returns what holds when it is not set: a value of its type, or words where there is none. */
    public String defaultText() {
        return defaultText;
    }

    /** Tells whether its value must not be shown. */
    boolean isSecret() {
        return this == SECRET || this == DELETE_SECRET;
    }

    /** Returns one sentence that says what it does. */
    public String meaning() {
        return meaning;
    }
}
