package org.stowage;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.management.SettingsControl;

/** Reads the configuration every second until it is closed, because MicroProfile Config does not notify of changes. */
final class SettingsRefresh implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage");
    private static final long PAUSE_MILLIS = 1000;
    private static final long LONGEST_CLOSE_MILLIS = 10_000;

    private final SettingsControl settings;
    private final Thread thread = new Thread(this::run, "stowage-settings");

    /** The failure of the last reading, or empty; used by the thread only. */
    private String lastFailure = "";

    private SettingsRefresh(SettingsControl settings) {
        this.settings = settings;
        thread.setDaemon(true);
    }

    static SettingsRefresh start(SettingsControl settings) {
        SettingsRefresh refresh = new SettingsRefresh(settings);
        refresh.thread.start();
        return refresh;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            try {
                Thread.sleep(PAUSE_MILLIS);
                refresh();
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // Logging itself has failed; the next reading may succeed.
            }
        }
    }

    /** Logs the same failure only once. */
    private void refresh() {
        try {
            settings.refresh();
            lastFailure = "";
        } catch (Throwable e) {
            if (!lastFailure.equals(e.toString())) {
                lastFailure = e.toString();
                LOG.log(Level.WARNING, "The settings cannot be read", e);
            }
        }
    }
}
