package org.stowage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends with a deployment. */
final class ShutdownStepsTest {

    private final List<String> ended = new ArrayList<>();
    private final ShutdownSteps steps = new ShutdownSteps();

    @Test
    void allEndTheLatestFirstAlthoughSomeFail() {
        steps.add(() -> ended.add("first"));
        steps.add(() -> {
            throw new IllegalStateException("an MBean that is gone");
        });
        steps.add(() -> {
            throw new NoClassDefFoundError("org/stowage/Missing");
        });
        steps.add(() -> ended.add("last"));
        steps.run();
        assertThat(ended).containsExactly("last", "first");
    }

    @Test
    void nothingEndsTwice() {
        steps.add(() -> ended.add("first"));
        steps.run();
        steps.run();
        assertThat(ended).containsExactly("first");
    }
}
