package org.stowage.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The names of MXBeans, which are unique in a server. */
final class RegistrationTest {

    private static final String USUAL = "org.stowage:type=Number,context=\"/names/\"";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    /** A minimal MXBean. */
    public interface NumberMXBean {

        /** Returns a number that identifies the deployment. */
        int getNumber();
    }

    private record Numbered(int number) implements NumberMXBean {

        @Override
        public int getNumber() {
            return number;
        }
    }

    @Test
    void hostWithTheSamePathHasItsNameInTheBeans() throws Exception {
        try (Registration first = register(1, "Catalina/one.example")) {
            ObjectName other = new ObjectName(USUAL + ",host=\"Catalina/two.example\"");
            try (Registration second = register(2, "Catalina/two.example")) {
                assertThat(first).isNotSameAs(second);
                assertThat(server.getAttribute(new ObjectName(USUAL), "Number")).isEqualTo(1);
                assertThat(server.getAttribute(other, "Number")).isEqualTo(2);
            }
            assertThat(server.isRegistered(other)).isFalse();
            assertThat(server.getAttribute(new ObjectName(USUAL), "Number")).isEqualTo(1);
        }
        assertThat(server.isRegistered(new ObjectName(USUAL))).isFalse();
    }

    @Test
    void whatCannotBeRegisteredIsNoFailure() {
        try (Registration first = register(1, "host");
                Registration second = register(2, "host")) {
            assertThat(first).isNotSameAs(second);
            assertThat(Registration.of(new Numbered(3), "Number", "/names", "host"))
                    .isEmpty();
        }
        assertThat(Registration.of("no bean", "Number", "/names", "host")).isEmpty();
    }

    @Test
    void beanThatSomebodyElseHasUnregisteredEndsQuietly() throws Exception {
        Registration registration = register(1, "host");
        server.unregisterMBean(new ObjectName(USUAL));
        registration.close();
        assertThat(server.isRegistered(new ObjectName(USUAL))).isFalse();
    }

    private static Registration register(int number, String host) {
        return Registration.of(new Numbered(number), "Number", "/names", host).orElseThrow();
    }
}
