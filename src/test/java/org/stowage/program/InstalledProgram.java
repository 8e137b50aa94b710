package org.stowage.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * A program that this machine may lack, and the Debian packages that bring it.
 *
 * @param name how the program is called, or the absolute path of a program or folder; a star stands for a version in it
 * @param packages the packages, separated by spaces
 */
public record InstalledProgram(String name, String packages) {
    private static final String SYSTEM_FOLDERS = "/usr/sbin:/usr/bin:/sbin:/bin";

    /** The program's path. */
    public Path path() {
        return find().orElseThrow(() -> new IllegalStateException(absence()));
    }

    /** Whether tests with it can run; throws where it is missing and demanded, so that they fail. */
    ConditionEvaluationResult evaluate(boolean demanded) {
        if (demanded) {
            return ConditionEvaluationResult.enabled("demanded, found at " + path());
        }
        return find().map(path -> ConditionEvaluationResult.enabled("found at " + path))
                .orElseGet(() -> ConditionEvaluationResult.disabled(absence()));
    }

    private Optional<Path> find() {
        return name.contains("*") ? findNewest() : findByName();
    }

    /** Debian keeps several versions of some programs side by side. */
    private Optional<Path> findNewest() {
        String[] parts = name.split("/[*]/", 2);
        try (Stream<Path> versions = Files.list(Path.of(parts[0]))) {
            return versions.map(version -> version.resolve(parts[1]))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparing((Path path) -> path.toString().length())
                            .thenComparing(Path::toString));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private Optional<Path> findByName() {
        String folders = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + SYSTEM_FOLDERS;
        return Stream.of(folders.split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String absence() {
        return name + " is not installed; on Debian: apt-get install --no-install-recommends " + packages;
    }
}
