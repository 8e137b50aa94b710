package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An admin's questions to a Tomcat. */
final class TomcatDiagnosisIT extends DiagnosisContract {

    TomcatDiagnosisIT() throws Exception {
        super(TomcatFolder.tomcat11());
    }

    @Test
    void selfCheckHasNothingAgainstTomcatsListener() {
        assertThat(diagnosis().selfCheck()).doesNotContain("listener-", "connectionTimeout", "small-header");
    }
}
