package org.stowage.management.admin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Who gives the order that this thread carries out, by JMX with a password; a server may not tell (WildFly, Tomcat's Manager). */
public final class JmxUser {

    private JmxUser() {}

    /** Returns the name. */
    public static Optional<String> name() {
        return Optional.ofNullable(subject()).map(Subject::getPrincipals).flatMap(JmxUser::first);
    }

    private static Optional<String> first(Set<Principal> principals) {
        return principals.stream().map(Principal::getName).findFirst();
    }

    /** {@code Subject.current()} is of Java 18, and what Java 17 has instead is gone in 24. */
    private static @Nullable Subject subject() {
        try {
            Method current = Subject.class.getMethod("current");
            return (Subject) current.invoke(null);
        } catch (NoSuchMethodException e) {
            return subjectOfJava17();
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    @SuppressWarnings("removal")
    private static @Nullable Subject subjectOfJava17() {
        return Subject.getSubject(java.security.AccessController.getContext());
    }
}
