package org.stowage.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The HTTP half of an XMPP client: uploads to slots and reads what others have uploaded. */
final class WebClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** Uploads to a slot, without a content type where it is empty, and returns the status. */
    int put(UploadSlot slot, String contentType, byte[] content) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(slot.putUrl()).PUT(BodyPublishers.ofByteArray(content));
        slot.headers().forEach(request::header);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    HttpResponse<byte[]> get(URI url) throws IOException, InterruptedException {
        return http.send(request(url).build(), BodyHandlers.ofByteArray());
    }

    /** Checks what a URL gives: first by HEAD, as clients do to decide whether they want the file, then by GET. */
    void assertServed(URI url, FileToSend file) throws IOException, InterruptedException {
        HttpRequest head = request(url).method("HEAD", BodyPublishers.noBody()).build();
        assertDescribed(http.send(head, BodyHandlers.ofByteArray()), file);
        HttpResponse<byte[]> get = get(url);
        assertDescribed(get, file);
        assertThat(get.body()).isEqualTo(file.content());
    }

    private static void assertDescribed(HttpResponse<byte[]> response, FileToSend file) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Content-Length")).containsExactly(Integer.toString(file.size()));
        assertThat(response.headers().allValues("Content-Type")).containsExactly(file.contentType());
    }

    private static HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).timeout(Duration.ofMinutes(1));
    }
}
