package org.stowage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stowage.config.LiveSettings;
import org.stowage.contract.Authorization;
import org.stowage.contract.Query;
import org.stowage.http.RequestSettings;
import org.stowage.http.RequestTarget;
import org.stowage.storage.FileKey;
import org.stowage.token.DeclaredLength;
import org.stowage.token.TokenVerifier;
import org.stowage.token.UploadClaim;
import org.stowage.token.Verdict;

/** What a request is served by does not change under it: all is of one state of the settings. */
final class PinnedSettingsTest {

    private final Map<String, String> values = new HashMap<>(Map.of("stowage.secret", "old"));

    @Test
    void secretsOfARequestAreThoseThatHeldWhenItCame() throws Exception {
        LiveSettings settings = new LiveSettings(config(), Path.of("/data"));
        Supplier<RequestSettings> live = settings.view(SettingsTranslation::requestSettings);
        RequestSettings ofARequest = live.get();
        values.put("stowage.secret", "new");
        values.put("stowage.max-size", "1 KiB");
        assertThat(settings.refresh()).isPresent();
        assertThat(verdict(ofARequest, "old")).isInstanceOf(Verdict.Granted.class);
        assertThat(verdict(ofARequest, "new")).isInstanceOf(Verdict.Denied.class);
        assertThat(verdict(live.get(), "old")).isInstanceOf(Verdict.Denied.class);
        assertThat(verdict(live.get(), "new")).isInstanceOf(Verdict.Granted.class);
    }

    private static Verdict verdict(RequestSettings settings, String secret) throws Exception {
        RequestTarget target = settings.tenants().find("any", "a/b").orElseThrow();
        return new TokenVerifier(Clock.systemUTC())
                .verify(claim(secret), target.tenant().signer());
    }

    private static UploadClaim claim(String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
        String token = HexFormat.of().formatHex(mac.doFinal("a/b 5".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new UploadClaim(
                new FileKey("a/b"),
                new DeclaredLength.Exact(5),
                null,
                Query.of("v=" + token),
                Authorization.of(List.of()));
    }

    private Config config() {
        return new SmallRyeConfigBuilder()
                .withSources(new ConfigSource() {
                    @Override
                    public Set<String> getPropertyNames() {
                        return values.keySet();
                    }

                    @Override
                    public @Nullable String getValue(String name) {
                        return values.get(name);
                    }

                    @Override
                    public String getName() {
                        return "test";
                    }
                })
                .build();
    }
}
