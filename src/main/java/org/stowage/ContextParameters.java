package org.stowage;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Tomcat's {@code <Context><Parameter name="stowage.…" value="…"/></Context>} as settings. */
record ContextParameters(ServletContext context) implements ConfigSource {

    @Override
    public Set<String> getPropertyNames() {
        return new LinkedHashSet<>(Collections.list(context.getInitParameterNames()));
    }

    @Override
    public @Nullable String getValue(String name) {
        return context.getInitParameter(name);
    }

    @Override
    public String getName() {
        return "context parameters";
    }

    @Override
    public int getOrdinal() {
        return 200;
    }
}
