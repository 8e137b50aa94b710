package org.stowage.server;

import java.io.IOException;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;

/**
 * One of many files that clients upload. What each writer would store differs in every byte.
 *
 * @param path nobody has used it before
 * @param size in bytes
 */
record LoadedFile(String path, int size) {

    /** The status that stands for a connection that broke. */
    static final int BROKEN = 0;

    /** Returns what a writer uploads. */
    byte[] content(int writer) {
        byte[] content = new byte[size];
        long state = path.hashCode() * 31L + writer;
        for (int i = 0; i < size; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            content[i] = (byte) (state >>> 56);
        }
        return content;
    }

    /** Uploads, and returns the status. */
    int put(int port, int writer) {
        try (RawHttp http = new RawHttp(port)) {
            http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
            http.send(content(writer));
            return http.answer("PUT").status();
        } catch (IOException e) {
            return BROKEN;
        }
    }

    /** Downloads. */
    Answer get(int port) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.exchange("GET", "/upload/" + path);
        }
    }
}
