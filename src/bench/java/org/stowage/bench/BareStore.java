package org.stowage.bench;

import java.util.List;
import java.util.Map;

/** The object store itself, which somebody else has started, and its bucket {@code upload}, in which everybody may read and write. */
record BareStore() implements Program {

    @Override
    public void prepare(Site site) {}

    /** Its processes are not ours, and not measured. */
    @Override
    public List<String> command(Site site) {
        return List.of("sleep", "86400");
    }

    @Override
    public Map<String, String> environment(Site site) {
        return Map.of();
    }
}
