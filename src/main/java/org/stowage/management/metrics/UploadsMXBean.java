package org.stowage.management.metrics;

import java.util.Map;

/**
 * Counts since the start of the deployment, and transfers in progress. Rates are per second. A latency is the
 * milliseconds that half, or 95 or 99 percent, of the requests of the last five minutes did not exceed; 0 if there were
 * none.
 */
public interface UploadsMXBean {

    /** Returns how many files were stored, by the contract of their tokens. */
    Map<String, Long> getStoredByContract();

    /**
     * Returns how many files were stored, by the id of the secret, or {@code <tenant>/<id>} if the tenant has a name.
     */
    Map<String, Long> getStoredBySecret();

    /** Returns how many requests were refused, by the code in the log. */
    Map<String, Long> getRefusedByCode();

    /** Returns how many files were stored. */
    long getUploadsStored();

    /** Returns how many uploads ended because their clients went away or stalled. */
    long getUploadsBrokenOff();

    /** Returns how many uploads are in progress. */
    long getUploadsInProgress();

    /** Returns how many bytes of uploads were received, including failed uploads. */
    long getBytesReceived();

    /** Returns how many downloads were completed. */
    long getDownloadsCompleted();

    /** Returns how many downloads ended because their clients went away or stalled. */
    long getDownloadsBrokenOff();

    /** Returns how many downloads are in progress. */
    long getDownloadsInProgress();

    /** Returns how many bytes of downloads were sent, including failed downloads. */
    long getBytesSent();

    /** Returns how many HEAD requests were answered. */
    long getHeadsAnswered();

    /** Returns how much memory the contents of small files take. */
    long getCacheBytes();

    /** Returns how many downloads of small files found them in memory. */
    long getCacheHits();

    /** Returns how many did not. */
    long getCacheMisses();

    /** Returns the files stored per second. */
    double getUploadsPerSecondLastMinute();

    /** Returns the files stored per second. */
    double getUploadsPerSecondLast5Minutes();

    /** Returns the bytes received per second. */
    double getBytesReceivedPerSecondLastMinute();

    /** Returns the bytes received per second. */
    double getBytesReceivedPerSecondLast5Minutes();

    /** Returns the downloads completed per second; without those that Tomcat's connectors do by themselves. */
    double getDownloadsPerSecondLastMinute();

    /** Returns the downloads completed per second; without those that Tomcat's connectors do by themselves. */
    double getDownloadsPerSecondLast5Minutes();

    /** Returns the bytes sent per second. */
    double getBytesSentPerSecondLastMinute();

    /** Returns the bytes sent per second. */
    double getBytesSentPerSecondLast5Minutes();

    /** Returns how long an upload took, from its header fields to its 201. */
    double getUploadMillisecondsMedian();

    /** Returns how long an upload took. */
    double getUploadMilliseconds95thPercentile();

    /** Returns how long an upload took. */
    double getUploadMilliseconds99thPercentile();

    /** Returns how long a download took; without those that Tomcat's connectors do by themselves. */
    double getDownloadMillisecondsMedian();

    /** Returns how long a download took. */
    double getDownloadMilliseconds95thPercentile();

    /** Returns how long a download took. */
    double getDownloadMilliseconds99thPercentile();
}
