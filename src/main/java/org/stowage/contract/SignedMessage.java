package org.stowage.contract;

/** The message whose MAC is the token in a query parameter. */
public enum SignedMessage {
    /** Path, space, length in decimal. */
    PATH_AND_LENGTH(false) {
        @Override
        public String of(String path, long length, String type) {
            return path + " " + length;
        }
    },
    /** Path, NUL, length in decimal, NUL, media type. */
    PATH_LENGTH_AND_TYPE(true) {
        @Override
        public String of(String path, long length, String type) {
            return path + '\0' + length + '\0' + type;
        }
    };

    private final boolean typed;

    SignedMessage(boolean typed) {
        this.typed = typed;
    }

    /** Tells whether the media type is signed. */
    public boolean hasType() {
        return typed;
    }

    /**
     * Returns the text; its UTF-8 is signed.
     *
     * @param path the decoded path below the base URL
     * @param type the media type in the client's request for the slot; ignored if the type is not signed
     */
    public abstract String of(String path, long length, String type);
}
