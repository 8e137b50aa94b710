package org.stowage.program;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests with programs that this machine may lack: it skips them then, or fails them where the environment variable
 * {@code CI} is {@code true}.
 *
 * <p>An assumption in a {@code @BeforeAll} method would do the same, but Maven does not report it: no test ran, none
 * was skipped, all is well.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProgram.Condition.class)
public @interface NeedsProgram {
    /** The programs' names, or absolute paths of programs and folders. */
    String[] value();

    /** The Debian packages that bring them, separated by spaces. */
    String packages();

    /** Looks for the programs. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean demanded = "true".equals(System.getenv("CI"));
            return programs(context)
                    .map(program -> program.evaluate(demanded))
                    .filter(ConditionEvaluationResult::isDisabled)
                    .findFirst()
                    .orElseGet(() -> ConditionEvaluationResult.enabled("no program is missing"));
        }

        private static Stream<InstalledProgram> programs(ExtensionContext context) {
            return context.getElement().map(element -> element.getAnnotation(NeedsProgram.class)).stream()
                    .flatMap(needed ->
                            Stream.of(needed.value()).map(name -> new InstalledProgram(name, needed.packages())));
        }
    }
}
