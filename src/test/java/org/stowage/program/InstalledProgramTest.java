package org.stowage.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/** What happens to tests whose program is there, is missing, or is missing where it is demanded. */
final class InstalledProgramTest {
    private static final InstalledProgram SHELL = new InstalledProgram("sh", "dash");
    private static final InstalledProgram MISSING = new InstalledProgram("no-such-program", "no-such-package");

    @Test
    void installedProgramIsFound() {
        assertThat(SHELL.path()).isExecutable();
        assertThat(SHELL.evaluate(false).isDisabled()).isFalse();
    }

    @Test
    void missingProgramSkipsTheTestsAndNamesThePackage() {
        ConditionEvaluationResult result = MISSING.evaluate(false);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason().orElseThrow())
                .startsWith("no-such-program is not installed")
                .endsWith(" no-such-package");
    }

    @Test
    void missingProgramFailsTheTestsWhereItIsDemanded() {
        assertThatIllegalStateException()
                .isThrownBy(() -> MISSING.evaluate(true))
                .withMessageContaining("no-such-program");
    }
}
