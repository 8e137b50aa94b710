package org.stowage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.config.LiveSettings;
import org.stowage.management.figures.Counters;
import org.stowage.management.figures.Metrics;
import org.stowage.management.figures.UploadsView;
import org.stowage.management.micrometer.MicrometerMeters;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.Sweeper;

/** What counts, and what shows it. */
final class FiguresWiring {

    private static final Logger LOG = Logger.getLogger("org.stowage");
    private static final String BUILD = "build.properties";

    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    private FiguresWiring() {}

    static Counters counters() {
        return new Counters(System::nanoTime);
    }

    static UploadsView uploads(Counters counters) {
        return new UploadsView(counters);
    }

    /** To be made once: the figures of the repository and the sweeper are added to those of the counters. */
    static Metrics metrics(Counters counters, RetainingRepository repository, Sweeper sweeper, LiveSettings settings) {
        return new Metrics(counters, version(), Clock.systemUTC().instant())
                .with(repository, sweeper)
                .with(() -> settings.refused().isEmpty() ? 0 : 1);
    }

    /** Has the server's Micrometer tell the figures too, until what is returned is run; nothing if it has none. */
    static Optional<Runnable> tellMicrometer(Metrics metrics, String context) {
        try {
            Class.forName(MICROMETER, false, FiguresWiring.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        try {
            return MicrometerMeters.inTheServersRegistry(metrics, context, System::nanoTime);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "Micrometer does not get the figures: " + e, e);
            return Optional.empty();
        }
    }

    /** Returns the version of this build. */
    static String version() {
        Properties build = new Properties();
        try (InputStream in = FiguresWiring.class.getResourceAsStream(BUILD)) {
            build.load(Objects.requireNonNull(in, BUILD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }
}
