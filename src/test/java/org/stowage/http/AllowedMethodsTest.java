package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code Allow} and a preflight say. */
final class AllowedMethodsTest {

    @ParameterizedTest
    @CsvSource({"false, 'GET, HEAD, PUT, OPTIONS'", "true, 'GET, HEAD, PUT, DELETE, OPTIONS'"})
    void deleteIsListedIfItIsSupported(boolean deletion, String list) {
        AllowedMethods methods = new AllowedMethods(deletion);
        assertThat(methods.list()).isEqualTo(list);
        assertThat(methods.preflight())
                .containsEntry("Allow", list)
                .containsEntry("Access-Control-Allow-Methods", list);
    }

    @Test
    void preflightAllowsTheHeadersOfUploadAndDownload() {
        assertThat(new AllowedMethods(false).preflight().get("Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "Range");
    }
}
