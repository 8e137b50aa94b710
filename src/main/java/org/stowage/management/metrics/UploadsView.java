package org.stowage.management.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.Map;
import org.stowage.storage.ContentCache;

/** Shows the counters as an MXBean. */
public final class UploadsView implements UploadsMXBean {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Counters counters;
    private final ContentCache contents;

    /** Reads from these. */
    public UploadsView(Counters counters, ContentCache contents) {
        this.counters = counters;
        this.contents = contents;
    }

    @Override
    public Map<String, Long> getStoredByContract() {
        return counters.storedBy(labels -> labels.get("contract"));
    }

    @Override
    public Map<String, Long> getStoredBySecret() {
        return counters.storedBy(UploadsView::secret);
    }

    @Override
    public Map<String, Long> getRefusedByCode() {
        return counters.refusedByCode();
    }

    @Override
    public long getUploadsStored() {
        return counters.stored();
    }

    @Override
    public long getUploadsBrokenOff() {
        return counters.uploadsBroken();
    }

    @Override
    public long getUploadsInProgress() {
        return counters.uploadsInProgress();
    }

    @Override
    public long getBytesReceived() {
        return counters.bytesReceived();
    }

    @Override
    public long getDownloadsCompleted() {
        return counters.downloadsCompleted();
    }

    @Override
    public long getDownloadsBrokenOff() {
        return counters.downloadsBroken();
    }

    @Override
    public long getDownloadsInProgress() {
        return counters.downloadsInProgress();
    }

    @Override
    public long getBytesSent() {
        return counters.bytesSent();
    }

    @Override
    public long getHeadsAnswered() {
        return counters.heads();
    }

    @Override
    public long getCacheBytes() {
        return contents.bytes();
    }

    @Override
    public long getCacheHits() {
        return contents.hits();
    }

    @Override
    public long getCacheMisses() {
        return contents.misses();
    }

    @Override
    public double getUploadsPerSecondLastMinute() {
        return counters.uploads().perSecond(MINUTE);
    }

    @Override
    public double getUploadsPerSecondLast5Minutes() {
        return counters.uploads().perSecond(RecentCounts.LONGEST);
    }

    @Override
    public double getBytesReceivedPerSecondLastMinute() {
        return counters.receivedPerSecond(MINUTE);
    }

    @Override
    public double getBytesReceivedPerSecondLast5Minutes() {
        return counters.receivedPerSecond(RecentCounts.LONGEST);
    }

    @Override
    public double getDownloadsPerSecondLastMinute() {
        return counters.downloads().perSecond(MINUTE);
    }

    @Override
    public double getDownloadsPerSecondLast5Minutes() {
        return counters.downloads().perSecond(RecentCounts.LONGEST);
    }

    @Override
    public double getBytesSentPerSecondLastMinute() {
        return counters.sentPerSecond(MINUTE);
    }

    @Override
    public double getBytesSentPerSecondLast5Minutes() {
        return counters.sentPerSecond(RecentCounts.LONGEST);
    }

    @Override
    public double getUploadMillisecondsMedian() {
        return counters.uploads().millis(.5);
    }

    @Override
    public double getUploadMilliseconds95thPercentile() {
        return counters.uploads().millis(.95);
    }

    @Override
    public double getUploadMilliseconds99thPercentile() {
        return counters.uploads().millis(.99);
    }

    @Override
    public double getDownloadMillisecondsMedian() {
        return counters.downloads().millis(.5);
    }

    @Override
    public double getDownloadMilliseconds95thPercentile() {
        return counters.downloads().millis(.95);
    }

    @Override
    public double getDownloadMilliseconds99thPercentile() {
        return counters.downloads().millis(.99);
    }

    private static String secret(Labels labels) {
        String tenant = labels.get("tenant");
        String id = labels.get("secret");
        return tenant.isEmpty() ? id : tenant + "/" + id;
    }
}
