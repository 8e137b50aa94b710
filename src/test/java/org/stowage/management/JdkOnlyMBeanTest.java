package org.stowage.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a remote console reads when a call fails: it has the JDK, and no class of the WAR. */
final class JdkOnlyMBeanTest {

    private static final String SENTENCE = "This is what is wrong.";
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    /** All MXBeans, with exceptions of each kind. */
    static Stream<Arguments> failures() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.stowage").stream()
                        .filter(type ->
                                type.isInterface() && type.getSimpleName().endsWith("MXBean"))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(
                                        new OwnIoException(), new OwnException(), new OwnError(), new OwnArgument())
                                .map(failure -> Arguments.of(type, failure)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverFailsIsReadWithoutOurClasses(Class<?> type, Throwable failure) throws Exception {
        Object bean =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("hashCode") ? (Object) 1 : method.getName();
                    }
                    boolean declared = !(failure instanceof IOException)
                            || Stream.of(method.getExceptionTypes()).anyMatch(each -> each.isInstance(failure));
                    throw declared ? failure : new OwnException();
                });
        try (Registration registration =
                Registration.of(bean, "Failing", "/test", "host").orElseThrow()) {
            assertThat(registration).isNotNull();
            ObjectName name = new ObjectName("org.stowage:type=Failing,context=\"/test/\"");
            int asked = 0;
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                assertIsPlain(catchThrowable(() -> server.getAttribute(name, attribute.getName())));
                asked++;
            }
            for (MBeanOperationInfo operation : server.getMBeanInfo(name).getOperations()) {
                assertIsPlain(catchThrowable(
                        () -> server.invoke(name, operation.getName(), arguments(operation), signature(operation))));
                asked++;
            }
            assertThat(asked).isEqualTo(type.getMethods().length);
        }
    }

    @Test
    void kindAndSentenceStay() throws Exception {
        assertThatThrownBy(() -> ask(new OwnIoException()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(SENTENCE);
        assertThatThrownBy(() -> ask(new OwnArgument()))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(SENTENCE);
        assertThatThrownBy(() -> ask(new OwnException()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(SENTENCE);
        assertThatThrownBy(() -> ask(new NoSuchFileException("/store/x")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("NoSuchFileException: /store/x");
    }

    private void ask(Exception failure) throws Exception {
        RetentionMXBean failing = (RetentionMXBean) Proxy.newProxyInstance(
                RetentionMXBean.class.getClassLoader(),
                new Class<?>[] {RetentionMXBean.class},
                (proxy, method, none) -> {
                    throw failure;
                });
        try (Registration registration =
                Registration.of(failing, "Failing", "/test", "host").orElseThrow()) {
            assertThat(registration).isNotNull();
            ObjectName name = new ObjectName("org.stowage:type=Failing,context=\"/test/\"");
            JMX.newMXBeanProxy(server, name, RetentionMXBean.class).sweepNow();
        }
    }

    private static Object[] arguments(MBeanOperationInfo operation) {
        return Stream.of(operation.getSignature())
                .map(parameter -> argument(parameter.getType()))
                .toArray();
    }

    private static Object argument(String type) {
        return switch (type) {
            case "long" -> 1L;
            case "int" -> 1;
            default -> "x";
        };
    }

    private static String[] signature(MBeanOperationInfo operation) {
        return Stream.of(operation.getSignature())
                .map(MBeanParameterInfo::getType)
                .toArray(String[]::new);
    }

    private static void assertIsPlain(Throwable thrown) throws Exception {
        assertThat(thrown).isNotNull();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream far = new FarAway(new ByteArrayInputStream(bytes.toByteArray()))) {
            Throwable read = (Throwable) far.readObject();
            assertThat(Objects.requireNonNull(read.getCause()).getMessage()).isEqualTo(SENTENCE);
        }
    }

    /** A JVM without the classes of the WAR. */
    private static final class FarAway extends ObjectInputStream {

        FarAway(ByteArrayInputStream bytes) throws IOException {
            super(bytes);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            return Class.forName(described.getName(), false, ClassLoader.getPlatformClassLoader());
        }
    }

    private static final class OwnIoException extends IOException {
        private static final long serialVersionUID = 1L;

        OwnIoException() {
            super(SENTENCE, new OwnException());
        }
    }

    private static final class OwnException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnException() {
            super(SENTENCE);
        }
    }

    private static final class OwnArgument extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        OwnArgument() {
            super(SENTENCE, new OwnException());
        }
    }

    private static final class OwnError extends Error {
        private static final long serialVersionUID = 1L;

        OwnError() {
            super(SENTENCE);
        }
    }
}
