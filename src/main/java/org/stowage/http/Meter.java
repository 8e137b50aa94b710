package org.stowage.http;

import org.stowage.management.figures.Counters;
import org.stowage.token.Verdict;

/** Counts one request from its header fields to its end. The end of a download or an upload counts once. */
public final class Meter {

    private final Counters counters;
    private final long begun;
    private boolean downloading;
    private boolean uploading;

    Meter(Counters counters) {
        this.counters = counters;
        this.begun = counters.now();
    }

    /** Counts a download if the answer to this method is one; {@link #sent} and {@link #delivered} are for others idle. */
    void begin(String method, DownloadPlan plan) {
        downloading = plan.givesTheFile() && method.equals("GET");
        if (downloading) {
            counters.downloadBegun();
        }
    }

    /** Counts a HEAD that was answered. */
    void headAnswered() {
        counters.headAnswered(begun);
    }

    /** Counts bytes of the body. */
    void sent(long bytes) {
        if (downloading) {
            counters.sent(bytes);
        }
    }

    /** All of the body has been given to the server. */
    synchronized void delivered() {
        if (downloading) {
            downloading = false;
            counters.downloadCompleted(begun);
        }
    }

    /** The server does the rest by itself from here on, and does not tell the end. */
    public synchronized void handedOver(long bytes) {
        if (downloading) {
            downloading = false;
            counters.downloadHandedOver(bytes);
        }
    }

    /** The client went away, or the store failed. */
    synchronized void downloadBrokenOff() {
        if (downloading) {
            downloading = false;
            counters.downloadBrokenOff();
        }
    }

    /** Counts an upload as under way until {@link #uploadOver}. */
    void uploadBegun() {
        uploading = true;
        counters.uploadBegun();
    }

    /** Counts bytes of an upload. */
    void received(long bytes) {
        counters.received(bytes);
    }

    /** Counts an upload whose file is stored. */
    void stored(Verdict.Granted granted) {
        counters.stored(granted.contract().toString(), granted.slot().key().tenant(), granted.secretId(), begun);
    }

    /** Counts an upload whose client went away. */
    void uploadBrokenOff() {
        counters.uploadBrokenOff();
    }

    /** Whatever has become of it. */
    synchronized void uploadOver() {
        if (uploading) {
            uploading = false;
            counters.uploadOver();
        }
    }
}
