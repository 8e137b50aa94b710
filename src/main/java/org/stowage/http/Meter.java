package org.stowage.http;

import org.stowage.management.metrics.Counters;
import org.stowage.token.Verdict;

/** Counts one request. The end of a download or upload is counted once. */
public final class Meter {

    private final Counters counters;
    private final long begun;
    private boolean downloading;
    private boolean uploading;

    /** Measures the duration of the request from now on. */
    public Meter(Counters counters) {
        this.counters = counters;
        this.begun = counters.now();
    }

    /**
     * Counts the begin of a download if the answer to this method is one; otherwise {@link #sent} and
     * {@link #delivered} do nothing.
     */
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

    /** Counts a completed download: the server has accepted the whole body. */
    public synchronized void delivered() {
        if (downloading) {
            downloading = false;
            counters.downloadCompleted(begun);
        }
    }

    /** Counts a download whose body the server sends by itself, without reporting the end. */
    public synchronized void handedOver(long bytes) {
        if (downloading) {
            downloading = false;
            counters.downloadHandedOver(bytes);
        }
    }

    /** Counts a download as broken off: the client went away, or the store failed. */
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

    /** Counts an outcome of the request. */
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

    /** Counts the upload as no longer under way. */
    synchronized void uploadOver() {
        if (uploading) {
            uploading = false;
            counters.uploadOver();
        }
    }
}
