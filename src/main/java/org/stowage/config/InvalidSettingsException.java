package org.stowage.config;

import java.util.List;

/** Some settings are wrong or missing; the message names them all. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean noSecret;

    InvalidSettingsException(List<String> complaints) {
        super(String.join("; ", complaints));
        this.noSecret = complaints.contains(Setting.SECRET.key() + " is not set");
    }

    /** Tells whether {@code stowage.secret} is missing, as it is before anything was set. */
    public boolean isForWantOfASecret() {
        return noSecret;
    }
}
