package org.stowage;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.management.SettingsControl;

/** Has the configuration looked at every second, for nobody tells us when it changes, until it is closed. */
final class SettingsWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage");
    private static final long PAUSE_MILLIS = 1000;
    private static final long LONGEST_GOODBYE_MILLIS = 10_000;

    private final SettingsControl settings;
    private final Thread thread = new Thread(this::run, "stowage-settings");

    private SettingsWatch(SettingsControl settings) {
        this.settings = settings;
        thread.setDaemon(true);
    }

    static SettingsWatch start(SettingsControl settings) {
        SettingsWatch watch = new SettingsWatch(settings);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            LOG.fine("The settings are watched no more.");
        }
    }

    private void look() {
        try {
            settings.look();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The settings cannot be read", e);
        }
    }
}
