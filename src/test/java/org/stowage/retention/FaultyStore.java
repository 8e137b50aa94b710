package org.stowage.retention;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stowage.storage.Bans;
import org.stowage.storage.FileRepository;

/** A real store, and its bans, whose methods fail as long as a test wants it. */
final class FaultyStore {

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    /** Looks at the first argument of a call, if there is one, and throws or does not. */
    interface Fault {
        void meet(Object argument) throws Exception;
    }

    /** Returns the store with its faults. */
    FileRepository over(FileRepository store) {
        Bans bans = faulty(Bans.class, store.bans());
        return (FileRepository) Proxy.newProxyInstance(
                FaultyStore.class.getClassLoader(),
                new Class<?>[] {FileRepository.class},
                (proxy, method, arguments) -> {
                    Object result = call(store, method, arguments);
                    return method.getName().equals("bans") ? bans : result;
                });
    }

    /** From now on calls of a method, of store or bans, meet the fault first. */
    void breakDown(String method, Fault fault) {
        faults.put(method, fault);
    }

    /** All is well again. */
    void mend() {
        faults.clear();
    }

    private <T> T faulty(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                FaultyStore.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(real, method, arguments)));
    }

    private Object call(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        Fault fault = faults.get(method.getName());
        if (fault != null) {
            fault.meet(arguments == null ? "" : arguments[0]);
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
