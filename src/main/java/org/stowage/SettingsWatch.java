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

    /** The thread's own: what has gone wrong of late. */
    private String told = "";

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
        while (true) {
            try {
                Thread.sleep(PAUSE_MILLIS);
                look();
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // The log itself does not work; the next look may go well.
            }
        }
    }

    /** What stays wrong is told once. */
    private void look() {
        try {
            settings.refresh();
            told = "";
        } catch (Throwable e) {
            if (!told.equals(e.toString())) {
                told = e.toString();
                LOG.log(Level.WARNING, "The settings cannot be read", e);
            }
        }
    }
}
