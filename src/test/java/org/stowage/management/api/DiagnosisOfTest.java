package org.stowage.management.api;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowage.config.LiveSettings;
import org.stowage.management.SettingsControl;
import org.stowage.management.api.RetentionCalls.SettingChanges;
import org.stowage.management.check.Diagnosis;
import org.stowage.management.check.UploadPreview;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.storage.FileKey;
import org.stowage.token.UploadClaim;
import org.stowage.token.diagnosis.Explainer;

/** Settings and a diagnosis for tests that have no server. */
final class DiagnosisOfTest {

    private static final LiveSettings SETTINGS = new LiveSettings(
            new SmallRyeConfigBuilder()
                    .withDefaultValues(Map.of("stowage.secret", "correct horse battery staple, and then some"))
                    .build(),
            Path.of("/var/lib/server"));

    private DiagnosisOfTest() {}

    static LiveSettings settings() {
        return SETTINGS;
    }

    static SettingChanges changes() {
        return new SettingsControl(SETTINGS);
    }

    /** Returns one rule, whose days are the only value. */
    static RetentionRules rules(Map<String, String> proposed) {
        Duration days =
                Duration.ofDays(Long.parseLong(proposed.values().iterator().next()));
        return new RetentionRules(List.of(new Rule("all", days, null, null, null, null, null, null)));
    }

    /** Returns a diagnosis by which every upload would begin, of an XMPP server without secrets. */
    static Diagnosis nothing() {
        return new Diagnosis(new Explainer(List::of, Clock.systemUTC()), new UploadPreview() {
            @Override
            public FileKey keyOf(String url) {
                return new FileKey(url.replaceFirst("^/upload/", ""));
            }

            @Override
            public Optional<ExpectedRefusal> refusalOf(UploadClaim claim) {
                return Optional.empty();
            }
        });
    }
}
