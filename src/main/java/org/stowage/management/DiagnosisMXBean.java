package org.stowage.management;

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
}
