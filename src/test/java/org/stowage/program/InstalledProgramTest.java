package org.stowage.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

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
    void newestVersionIsFound(@TempDir Path folder) throws IOException {
        for (String version : List.of("9", "14", "15")) {
            Path bin = Files.createDirectories(folder.resolve(version).resolve("bin"));
            assertThat(Files.createFile(bin.resolve("server")).toFile().setExecutable(!version.equals("15")))
                    .isTrue();
        }

        assertThat(new InstalledProgram(folder + "/*/bin/server", "none").path())
                .isEqualTo(folder.resolve("14/bin/server"));
        assertThat(new InstalledProgram(folder + "/*/bin/client", "none")
                        .evaluate(false)
                        .isDisabled())
                .isTrue();
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
