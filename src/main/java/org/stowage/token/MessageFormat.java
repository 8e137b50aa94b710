package org.stowage.token;

/** What the contracts sign, as text: two of them sign the same. */
enum MessageFormat {
    /** Path, space, length. */
    V1("v1", "v"),
    /** Path, NUL, length, NUL, media type. */
    TYPED("v2 and token", "v2 or token");

    private final String contracts;
    private final String parameters;

    MessageFormat(String contracts, String parameters) {
        this.contracts = contracts;
        this.parameters = parameters;
    }

    /** Returns the format that a contract of the query signs. */
    static MessageFormat of(String contract) {
        return contract.equals("v1") ? V1 : TYPED;
    }

    String contracts() {
        return contracts;
    }

    String parameters() {
        return parameters;
    }

    String message(String path, long length, String type) {
        return this == V1 ? path + " " + length : path + '\0' + length + '\0' + type;
    }
}
