package org.stowage.xmpp;

import java.net.URI;
import java.util.Map;

/**
 * What an XMPP server answers to a slot request (XEP-0363, section 5).
 *
 * @param putUrl where the file is to be uploaded to, unchanged
 * @param getUrl where it can be read from then on, unchanged
 * @param headers what the upload must send besides
 */
record UploadSlot(URI putUrl, URI getUrl, Map<String, String> headers) {}
