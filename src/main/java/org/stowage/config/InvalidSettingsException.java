package org.stowage.config;

import java.util.List;

/** Some settings are wrong or missing; the message names them all. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> complaints) {
        super(String.join("; ", complaints));
    }
}
