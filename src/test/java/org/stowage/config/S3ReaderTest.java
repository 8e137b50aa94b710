package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a bucket. */
final class S3ReaderTest {

    private static final Map<String, String> BUCKET = Map.of(
            "stowage.secret", "x",
            "stowage.storage", "s3",
            "stowage.s3.bucket", "files",
            "stowage.s3.access-key", "the-id",
            "stowage.s3.secret-key", "the-secret");

    @Test
    void withoutStorageFilesAreOnTheDiskAndNothingIsMisspelt() {
        SettingsReader reader = reader(Map.of("stowage.secret", "x", "stowage.s3.bucket", "files"));
        assertThat(reader.read().bucket()).isEmpty();
        assertThat(reader.unknownKeys()).isEmpty();
    }

    @Test
    void bucketNeedsNothingElse() {
        S3Settings bucket = reader(Map.of("stowage.secret", "x", "stowage.storage", "s3", "stowage.s3.bucket", "files"))
                .read()
                .bucket()
                .orElseThrow();
        assertThat(bucket)
                .isEqualTo(new S3Settings(
                        List.of(), "us-east-1", "files", "", true, null, S3Settings.NoOverwrite.REQUIRED));
    }

    @Test
    void everySettingIsRead() {
        S3Settings bucket = with(Map.of(
                "stowage.s3.endpoint", "https://s3.example.org:8443/",
                "stowage.s3.region", "eu",
                "stowage.s3.prefix", "a/b",
                "stowage.s3.path-style", "false",
                "stowage.s3.no-overwrite", "best-effort"));
        assertThat(bucket.endpoints()).containsExactly(URI.create("https://s3.example.org:8443"));
        assertThat(bucket.region()).isEqualTo("eu");
        assertThat(bucket.prefix()).isEqualTo("a/b/");
        assertThat(bucket.pathStyle()).isFalse();
        assertThat(bucket.noOverwrite()).isEqualTo(S3Settings.NoOverwrite.BEST_EFFORT);
        assertThat(bucket.toString()).isEqualTo("the bucket files, prefix a/b/, at https://s3.example.org:8443");
    }

    @Test
    void storeMayHaveSeveralUrls() {
        S3Settings bucket = with(Map.of("stowage.s3.endpoint", "http://a:7480, http://b:7480/"));
        assertThat(bucket.endpoints()).containsExactly(URI.create("http://a:7480"), URI.create("http://b:7480"));
        assertThat(bucket.toString()).isEqualTo("the bucket files at http://a:7480 and http://b:7480");
    }

    @Test
    void keysAreNeverShown() {
        SettingsReader reader = reader(BUCKET);
        assertThat(reader.read().toString()).doesNotContain("the-id", "the-secret");
        assertThat(complaint(Map.of("stowage.s3.access-key", " ", "stowage.s3.prefix", "?")))
                .doesNotContain("the-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stowage.storage         | s4                   | is not one of local, s3",
                "stowage.s3.bucket       | a/b                  | is not the name of a bucket",
                "stowage.s3.endpoint     | s3.example.org       | is not a URL such as",
                "stowage.s3.endpoint     | https://x.example/b  | is not a URL of only a scheme, a host and perhaps a port",
                "stowage.s3.endpoint     | http://a, http://a/  | has a URL twice",
                "stowage.s3.endpoint     | http://a,            | is not a URL such as",
                "stowage.s3.prefix       | ../a b               | is not a prefix",
                "stowage.s3.path-style   | yes                  | is not true or false",
                "stowage.s3.no-overwrite | never                | is not one of required, best-effort",
                "stowage.max-size        | 6 GiB                | is above 5119 MiB"
            })
    void wrongValueIsTold(String key, String value, String complaint) {
        assertThat(complaint(Map.of(key, value))).contains(key).contains(complaint);
    }

    @Test
    void bucketAndBothHalvesOfTheKeyAreRequired() {
        Map<String, String> settings = new HashMap<>(BUCKET);
        settings.remove("stowage.s3.bucket");
        settings.remove("stowage.s3.access-key");
        assertThat(complaintOf(settings))
                .contains("stowage.s3.bucket is not set")
                .contains("stowage.s3.access-key and stowage.s3.secret-key go only together")
                .doesNotContain("the-secret");
    }

    private static S3Settings with(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(BUCKET);
        settings.putAll(more);
        return reader(settings).read().bucket().orElseThrow();
    }

    private static String complaint(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(BUCKET);
        settings.putAll(more);
        return complaintOf(settings);
    }

    private static String complaintOf(Map<String, String> settings) {
        return String.valueOf(catchThrowableOfType(
                        InvalidSettingsException.class, () -> reader(settings).read())
                .getMessage());
    }

    private static SettingsReader reader(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return new SettingsReader(config, Path.of("/data"));
    }
}
