package org.stowage.management.check;

import java.io.IOException;

/**
 * Diagnosis of uploads that fail. An answer is text with one sentence in each line; it never contains a secret or a
 * token.
 */
public interface DiagnosisMXBean {

    /**
     * Explains why an upload is refused.
     *
     * @param url of the PUT with its query, as the client sent it
     * @param length of the file in bytes
     */
    String explain(String url, long length) throws IOException;

    /**
     * Explains why an upload with these header fields is refused.
     *
     * @param type the Content-Type of the PUT, or empty
     * @param authorization the value of Authorization, or a bare JWT, or empty
     */
    String explain(String url, long length, String type, String authorization) throws IOException;

    /**
     * Runs the self-check of settings, store, machine and listeners. Each line says what is wrong and how to fix it,
     * warnings first.
     */
    String selfCheck();

    /**
     * Uploads, downloads and deletes test files as a client does, by the public URL ({@code stowage.public-url}) or, if
     * it is not set, by this server's own port. Each line is a step.
     */
    String testUpload();

    /**
     * Runs the test upload by another base URL.
     *
     * @param base the public URL, or a loopback URL of this machine
     * @param size of the larger test file in bytes
     */
    String testUpload(String base, long size);
}
