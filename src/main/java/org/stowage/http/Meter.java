package org.stowage.http;

import org.stowage.management.metrics.Counters;
import org.stowage.token.Verdict;

/** Counts one request from its header fields to its end. The end of a download or an upload counts once. */
public final class Meter {

    private final Counters counters;
    private final long begun;
    private boolean downloading;
    private boolean uploading;

    /** The request begins now. */
    public Meter(Counters counters) {
        this.counters = counters;
        this.begun = counters.now();
    }

    /** Counts a download if the answer to this method is one; {@link #sent} and {@link #delivered} are for others idle. */
    public void begin(String method, DownloadPlan plan) {
        downloading = plan.givesTheFile() && method.equals("GET");
        if (downloading) {
            counters.downloadBegun();
        }
    }

    /** Counts a HEAD that was answered. */
    public void headAnswered() {
        counters.headAnswered(begun);
    }

    /** Counts bytes of the body. */
    public void sent(long bytes) {
        if (downloading) {
            counters.sent(bytes);
        }
    }

    /** All of the body has been given to the server. */
    public synchronized void delivered() {
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
    public synchronized void downloadBrokenOff() {
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

    /** Counts what the request has come to. */
    void happened(RequestEvent event) {
        if (event instanceof RequestEvent.Stored stored) {
            stored(stored.granted());
        } else if (event instanceof RequestEvent.UploadBrokenOff) {
            counters.uploadBrokenOff();
        } else if (event instanceof RequestEvent.Abandoned) {
            downloadBrokenOff();
        } else if (event instanceof RequestEvent.Refused refused) {
            refused(refused);
        }
    }

    private void stored(Verdict.Granted granted) {
        counters.stored(granted.contract().toString(), granted.slot().key().tenant(), granted.secretId(), begun);
    }

    private void refused(RequestEvent.Refused refused) {
        downloadBrokenOff();
        counters.refused(refused.refusal().code());
        if (refused.failure() instanceof Error) {
            counters.failed();
        }
    }

    /** To be called however the upload ends. */
    synchronized void uploadOver() {
        if (uploading) {
            uploading = false;
            counters.uploadOver();
        }
    }
}
