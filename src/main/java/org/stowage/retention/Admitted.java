package org.stowage.retention;

import org.stowage.storage.PendingUpload;

/**
 * There is room, and it is held until the upload is closed.
 *
 * @param upload to be written and published
 */
public record Admitted(PendingUpload upload) implements Admission {}
