package org.stowage.config;

import java.util.List;

/** Some settings are wrong or missing; the message names them all. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean secretMissing;

    InvalidSettingsException(List<String> problems) {
        super(String.join("; ", problems));
        this.secretMissing = problems.contains(Setting.SECRET.key() + " is not set");
    }

    /** Tells whether {@code stowage.secret} is not set, as before the first configuration. */
    public boolean isSecretMissing() {
        return secretMissing;
    }
}
