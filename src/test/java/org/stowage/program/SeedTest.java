package org.stowage.program;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** No test is random without saying how to repeat it. */
@AnalyzeClasses(packages = "org.stowage", importOptions = ImportOption.OnlyIncludeTests.class)
final class SeedTest {

    @ArchTest
    static final ArchRule chanceHasASeedThatIsPrinted = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.bench")
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .orShould()
            .callMethod(Math.class, "random");

    @Test
    void everyNumberFollowsFromTheSeed() {
        String before = System.getProperty("seed", "");
        System.setProperty("seed", "4");
        try {
            assertThat(Seed.random(SeedTest.class).nextLong()).isEqualTo(new Random(4).nextLong());
        } finally {
            if (before.isEmpty()) {
                System.clearProperty("seed");
            } else {
                System.setProperty("seed", before);
            }
        }
    }
}
