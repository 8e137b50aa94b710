package org.stowage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends with a deployment. */
final class EndingsTest {

    private final List<String> ended = new ArrayList<>();
    private final Endings endings = new Endings();

    @Test
    void allEndTheLatestFirstAlthoughSomeFail() {
        endings.add(() -> ended.add("first"));
        endings.add(() -> {
            throw new IllegalStateException("an MBean that is gone");
        });
        endings.add(() -> {
            throw new NoClassDefFoundError("org/stowage/Missing");
        });
        endings.add(() -> ended.add("last"));
        endings.run();
        assertThat(ended).containsExactly("last", "first");
    }

    @Test
    void nothingEndsTwice() {
        endings.add(() -> ended.add("first"));
        endings.run();
        endings.run();
        assertThat(ended).containsExactly("first");
    }
}
