package org.stowage.retention;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stowage.storage.Bans;
import org.stowage.storage.Capacity;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Listing;
import org.stowage.storage.StoredFile;
import org.stowage.storage.TimeMemory;
import org.stowage.storage.Tombstone.Reason;

/** A real store whose methods, and those of its parts, fail as long as a test wants it. */
final class FaultyStore {

    private static final Set<Class<?>> PARTS = Set.of(Bans.class, Capacity.class, Listing.class, TimeMemory.class);

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    /** Is called with the first argument of a call, if there is one; may throw. */
    interface Fault {
        void meet(Object argument) throws Exception;
    }

    /** Returns the store with its faults. */
    FileRepository over(FileRepository store) {
        return faulty(FileRepository.class, store);
    }

    /** Runs a fault before each call of a method, of the store or of a part of it. */
    void breakDown(String method, Fault fault) {
        faults.put(method, fault);
    }

    /** Removes the faults. */
    void mend() {
        faults.clear();
    }

    private <T> T faulty(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                FaultyStore.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = call(real, method, arguments);
                    return PARTS.contains(method.getReturnType()) ? faulty(method.getReturnType(), result) : result;
                }));
    }

    private Object call(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        Fault deletion = faults.get("delete");
        if (deletion != null && method.getName().equals("deleteAll")) {
            return deleteAll((FileRepository) real, (List<?>) arguments[0], (Reason) arguments[1], deletion);
        }
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

    /** Files that cannot be deleted alone cannot be deleted together with others either. */
    private static DeletedFiles deleteAll(FileRepository real, List<?> files, Reason reason, Fault fault)
            throws IOException {
        List<StoredFile> whole = new ArrayList<>();
        Map<StoredFile, Exception> failures = new HashMap<>();
        for (Object file : files) {
            try {
                fault.meet(file);
                whole.add((StoredFile) file);
            } catch (Exception e) {
                failures.put((StoredFile) file, e);
            }
        }
        DeletedFiles deleted = real.deleteAll(whole, reason);
        failures.putAll(deleted.failures());
        return new DeletedFiles(deleted.files(), failures);
    }
}
