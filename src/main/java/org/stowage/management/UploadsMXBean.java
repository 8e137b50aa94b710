package org.stowage.management;

import java.util.Map;

/** How many uploads there were since the deployment started, and why others were refused. */
public interface UploadsMXBean {

    /** Returns the stored files by the contract of their token: {@code v1}, {@code v2}, {@code token} or {@code jwt}. */
    Map<String, Long> getStoredByContract();

    /** Returns the stored files by the id of the secret that signed, of a tenant {@code <tenant>/<id>}. */
    Map<String, Long> getStoredBySecret();

    /** Returns the refused requests of any method, by code. */
    Map<String, Long> getRefusedByCode();
}
