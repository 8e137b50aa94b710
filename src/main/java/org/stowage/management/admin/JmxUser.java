package org.stowage.management.admin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The user whose JMX call this thread carries out, if the client has logged in with a password. WildFly and Tomcat's
 * Manager do not provide it.
 */
public final class JmxUser {

    private JmxUser() {}

    /** Returns the name of the user, if it is known. */
    public static Optional<String> name() {
        return Optional.ofNullable(subject()).map(Subject::getPrincipals).flatMap(JmxUser::first);
    }

    private static Optional<String> first(Set<Principal> principals) {
        return principals.stream().map(Principal::getName).findFirst();
    }

    /**
     * Uses {@code Subject.current()}, which exists from Java 18 on, or the method of Java 17, which Java 24 has
     * removed.
     */
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
