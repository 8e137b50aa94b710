package org.stowage.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import org.stowage.config.Settings.LogDetail;
import org.stowage.contract.Contract;
import org.stowage.management.traffic.Traffic;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;

/** A file and requests for it, as the tests of this room need them. */
final class Sample {

    /** Of {@code 0123456789}, by {@code sha256sum}. */
    static final String SHA256 = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

    static final String STORED = "Sun, 06 Nov 1994 08:49:37 GMT";

    private Sample() {}

    static StoredFile file(String path, long size, String type) {
        Instant stored = Instant.parse("1994-11-06T08:49:37.999Z");
        return new StoredFile(new Slot(new FileKey(path), size, type), SHA256, stored);
    }

    /** Returns a tenant for which there are no tokens. */
    static Tenant tenant(String name, String host, String path, long maxSize) {
        SigningSecret secret = new SigningSecret("one", new SecretKeySpec(new byte[] {1}, "HmacSHA256"), null, null);
        Keyring keyring = new Keyring(List.of(secret), Clock.systemUTC());
        return new Tenant(new Signer(name, Set.of(Contract.V1), keyring, null), host, path, maxSize);
    }

    /** Returns the tenant to whom every URL belongs. */
    static Tenant tenant(long maxSize) {
        return tenant("", "", "", maxSize);
    }

    /** Returns settings with this detail of the request log. */
    static RequestSettings settings(Cors cors, LogDetail detail) {
        return new RequestSettings(
                new Tenants(List.of(tenant(1))),
                cors,
                new RequestSettings.Logging(detail, false),
                Optional.empty(),
                Duration.ofSeconds(90));
    }

    /** Returns header fields from names and values in turn. */
    static Traffic traffic() {
        return Traffic.begin(System::nanoTime, Clock.systemUTC());
    }

    static RequestHeaders headers(String... namesAndValues) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return name -> Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }
}
