package org.stowage.program;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.AbstractDurationAssert;
import org.junit.jupiter.api.Test;

/** No test is random without saying how to repeat it, and none depends on who is faster. */
@AnalyzeClasses(packages = "org.stowage", importOptions = ImportOption.OnlyIncludeTests.class)
final class EveryTestTest {

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

    /** A slow machine is no fault; that something ends at all is what a deadline is for. */
    @ArchTest
    static final ArchRule nothingMustBeFast = noClasses()
            .should()
            .callMethodWhere(describe(
                    "an upper limit is asserted of a time",
                    call -> call.getTarget().getOwner().isAssignableTo(AbstractDurationAssert.class)
                            && Set.of(
                                            "isLessThan",
                                            "isLessThanOrEqualTo",
                                            "isBetween",
                                            "isStrictlyBetween",
                                            "isCloseTo")
                                    .contains(call.getTarget().getName())));

    @Test
    void everyNumberFollowsFromTheSeed() {
        String before = System.getProperty("seed", "");
        System.setProperty("seed", "4");
        try {
            assertThat(Seed.random(EveryTestTest.class).nextLong()).isEqualTo(new Random(4).nextLong());
        } finally {
            if (before.isEmpty()) {
                System.clearProperty("seed");
            } else {
                System.setProperty("seed", before);
            }
        }
    }
}
