package org.stowage.management;

import java.io.IOException;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanException;
import javax.management.ReflectionException;
import javax.management.StandardMBean;

/**
 * An MXBean that sends only JDK classes to its clients. A console does not have the classes of the WAR, so an exception
 * of the WAR, also as a cause, would fail there with {@link ClassNotFoundException}.
 *
 * <p>An exception keeps its message. Its type becomes {@link IllegalArgumentException}, {@link IOException}, or {@link
 * IllegalStateException} for all others.
 */
final class JdkOnlyMBean extends StandardMBean {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    /** Wraps a bean that implements one interface whose name ends with {@code MXBean}. */
    JdkOnlyMBean(Object bean) {
        this(bean, mxbean(bean.getClass()));
    }

    private <T> JdkOnlyMBean(Object bean, Class<T> type) {
        super(type.cast(bean), type, true);
    }

    private static Class<?> mxbean(Class<?> type) {
        return Stream.of(type.getInterfaces())
                .filter(each -> each.getSimpleName().endsWith("MXBean"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " is no MXBean"));
    }

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature)
            throws MBeanException, ReflectionException {
        try {
            return super.invoke(name, arguments, signature);
        } catch (MBeanException e) {
            throw plain(e.getTargetException());
        } catch (RuntimeException | Error e) {
            throw plain(e);
        }
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException, MBeanException, ReflectionException {
        try {
            return super.getAttribute(name);
        } catch (MBeanException e) {
            throw plain(e.getTargetException());
        } catch (RuntimeException | Error e) {
            throw plain(e);
        }
    }

    private static MBeanException plain(Throwable thrown) {
        if (thrown instanceof IOException) {
            return new MBeanException(new IOException(sentence(thrown)));
        }
        if (!(thrown instanceof IllegalArgumentException)) {
            LOG.log(Level.WARNING, "A call of an MXBean failed", thrown);
        }
        RuntimeException plain = thrown instanceof IllegalArgumentException
                ? new IllegalArgumentException(sentence(thrown))
                : new IllegalStateException(sentence(thrown));
        throw plain;
    }

    /**
     * Returns the message, with the type before it if the exception comes from the JDK, because a JDK exception about a
     * file has only the path as its message.
     */
    private static String sentence(Throwable thrown) {
        boolean says = thrown.getClass() == IOException.class
                || thrown.getClass().getName().startsWith("org.stowage.")
                || thrown instanceof IllegalArgumentException
                || thrown instanceof IllegalStateException;
        String message = thrown.getMessage();
        return says && message != null
                ? message
                : thrown.getClass().getSimpleName() + ": " + Objects.requireNonNullElse(message, "the log says more");
    }
}
