package org.stowage.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contract between an XMPP server and its upload service: where a request carries its token, and what the token signs.
 *
 * <p>The highest contract comes first. If a request has tokens of several contracts, the token of the highest one
 * decides, because a higher contract signs more.
 */
public enum Contract {
    /** {@code mod_http_file_share} of Prosody with {@code http_file_share_base_url}. */
    JWT(null, null),
    /** {@code mod_http_upload_external} of Metronome. */
    TOKEN("token", SignedMessage.PATH_LENGTH_AND_TYPE),
    /** {@code mod_http_upload_external} of Prosody with {@code http_upload_external_protocol = "v2"}. */
    V2("v2", SignedMessage.PATH_LENGTH_AND_TYPE),
    /** {@code mod_http_upload_external} of Prosody, {@code external_secret} of ejabberd's {@code mod_http_upload}. */
    V1("v", SignedMessage.PATH_AND_LENGTH);

    private final @Nullable String parameter;
    private final @Nullable SignedMessage message;

    Contract(@Nullable String parameter, @Nullable SignedMessage message) {
        this.parameter = parameter;
        this.message = message;
    }

    /** Returns the query parameter that has the token, or nothing if the {@code Authorization} field has it. */
    public Optional<String> parameter() {
        return Optional.ofNullable(parameter);
    }

    /**
     * Returns the message that the MAC in the parameter covers, or nothing if the token itself contains what it signs.
     */
    public Optional<SignedMessage> message() {
        return Optional.ofNullable(message);
    }

    /** Returns the tokens of this contract that a request carries, in their order. */
    public List<String> tokens(Query query, Authorization authorization) {
        return parameter == null ? authorization.bearerTokens() : query.values(parameter);
    }

    /** Returns the name that settings, logs and counters use: {@code jwt}, {@code token}, {@code v2}, {@code v1}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
