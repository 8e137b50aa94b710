package org.stowage.management.check;

import java.io.IOException;

/** What an admin asks when uploads fail. Answers are sentences, one a line; none has a secret or a token in it. */
public interface DiagnosisMXBean {

    /**
     * Tells why an upload is refused: by the URL of the PUT with its query, as the client used it, and the length of the file
     * in bytes.
     */
    String explain(String url, long length) throws IOException;

    /**
     * The same with the Content-Type that was sent, and the value of Authorization or a bare JWT; both may be empty.
     */
    String explain(String url, long length, String type, String authorization) throws IOException;

    /** Looks at settings, store, machine and listeners; each line names what is wrong and what ends it, warnings first. */
    String selfCheck();

    /**
     * Uploads, downloads and deletes test files as a client does, by the public URL ({@code stowage.public-url}); or, where none
     * is set, by this server's own port. Each line is a step.
     */
    String testUpload();

    /**
     * The same by another base URL, which may only be the public one or one of this machine (loopback).
     *
     * @param size of the larger test file in bytes
     */
    String testUpload(String base, long size);
}
