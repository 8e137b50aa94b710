package org.stowage.management.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivilegedAction;
import java.util.Optional;
import java.util.Set;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

/** The user who gives an order by JMX. */
final class JmxUserTest {

    @Test
    void nameIsThatOfTheLogin() {
        Subject juliet = new Subject(true, Set.of(new JMXPrincipal("juliet")), Set.of(), Set.of());
        PrivilegedAction<Optional<String>> order = JmxUser::name;
        assertThat(Subject.doAs(juliet, order)).hasValue("juliet");
        assertThat(JmxUser.name()).isEmpty();
    }
}
