package org.stowage.management.check;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes the content of test files: text, because proxies compress text. */
final class TestContent {

    /** The size of the smaller file, in bytes. */
    static final int SMALL = 65_536;

    private TestContent() {}

    /** Returns a body of any size, which is never in memory as a whole. */
    static BodyPublisher body(long size) {
        List<BodyPublisher> pieces =
                new ArrayList<>(Collections.nCopies((int) (size / SMALL), BodyPublishers.ofByteArray(bytes(SMALL))));
        pieces.add(BodyPublishers.ofByteArray(bytes((int) (size % SMALL))));
        return BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new));
    }

    static byte[] bytes(int size) {
        byte[] line = "Wherefore art thou Romeo? ".getBytes(StandardCharsets.US_ASCII);
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = line[i % line.length];
        }
        return content;
    }
}
