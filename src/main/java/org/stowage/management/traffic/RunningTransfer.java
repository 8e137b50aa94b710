package org.stowage.management.traffic;

import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;

/** An upload or a download under way. Any thread may ask it and end it. */
public interface RunningTransfer {

    /** Tells whether a client sends the file, or gets it. */
    boolean isUpload();

    /** Returns the name of the file. */
    FileKey key();

    /** Returns whose file it is, if that is known. */
    @Nullable
    String owner();

    /** Returns the IP address of the client; null if addresses are not logged. */
    @Nullable
    String client();

    /** Returns how many bytes the whole transfer has. */
    long size();

    /** Returns how many bytes have come or gone. */
    long done();

    /** Ends the transfer, and closes its connection or stream. Returns before it has ended. */
    void end();
}
