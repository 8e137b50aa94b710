package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** Which media type of a plain text is sent to which client. */
final class TextCharsetTest {

    private static final RequestHeaders BROWSER = Sample.headers("Sec-Fetch-Mode", "navigate");
    private static final int SAMPLE = 64 * 1024;

    @TempDir
    private Path folder;

    private LocalRepository repository;

    @BeforeEach
    void open() throws IOException {
        repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, text/plain; charset=utf-8",
        "Text/Plain, Text/Plain; charset=utf-8",
        "text/plain; format=flowed, text/plain; format=flowed; charset=utf-8",
        "text/plain; Charset=koi8-r, text/plain; Charset=koi8-r",
        "text/plain;charset=UTF-8, text/plain;charset=UTF-8",
        "text/html, text/html",
        "text/plainer, text/plainer",
        "image/png, image/png"
    })
    void browserIsToldThatATextWithoutACharsetIsUtf8(String type, String shown) throws IOException {
        StoredFile file = store(type, "h\u00e9llo".getBytes(StandardCharsets.UTF_8));
        assertThat(shown(file, BROWSER)).isEqualTo(shown);
    }

    /** Also if the type has a charset, because the answer to a browser has one. */
    @ParameterizedTest
    @CsvSource({"text/plain, true", "TEXT/PLAIN;charset=utf-8, true", "text/html, false", "image/png, false"})
    void cachesAreToldThatAnswersDiffer(String type, boolean differ) throws IOException {
        StoredFile file = store(type, new byte[1]);
        for (String ifNoneMatch : new String[] {"", "*"}) {
            RequestHeaders request = Sample.headers("If-None-Match", ifNoneMatch);
            assertThat(DownloadPlan.forGet(file, request).headers().containsKey("Vary"))
                    .isEqualTo(differ);
            assertThat(DownloadPlan.forHead(file, request).headers().containsKey("Vary"))
                    .isEqualTo(differ);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cors", "no-cors", "same-origin", "Navigate", "navigate, navigate"})
    void everybodyElseGetsTheTypeByteForByte(String mode) throws IOException {
        StoredFile file = store("text/plain", "h\u00e9llo".getBytes(StandardCharsets.UTF_8));
        assertThat(shown(file, Sample.headers("Sec-Fetch-Mode", mode))).isEqualTo("text/plain");
        assertThat(shown(file, Sample.headers("Accept", "text/html", "Sec-Fetch-Dest", "document")))
                .isEqualTo("text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16"})
    void textThatIsNoUtf8StaysAsItIs(String charset) throws IOException {
        assertThat(shown(store("text/plain", "h\u00e9llo".getBytes(Charset.forName(charset))), BROWSER))
                .isEqualTo("text/plain");
    }

    @Test
    void textThatEndsInTheMiddleOfACharacterIsNoUtf8() throws IOException {
        assertThat(shown(store("text/plain", new byte[] {'a', (byte) 0xc3}), BROWSER))
                .isEqualTo("text/plain");
    }

    /** Two-byte characters from an odd position on: the end of the sample cuts the last one in half. */
    @Test
    void sampleMayEndInTheMiddleOfACharacter() throws IOException {
        byte[] text = ("a" + "\u00e9".repeat(SAMPLE)).getBytes(StandardCharsets.UTF_8);
        assertThat(shown(store("text/plain", text), BROWSER)).isEqualTo("text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({"65535, text/plain", "65536, text/plain; charset=utf-8"})
    void bytesAfterTheSampleAreNotRead(int position, String shown) throws IOException {
        byte[] text = new byte[2 * SAMPLE];
        text[position] = (byte) 0xff;
        assertThat(shown(store("text/plain", text), BROWSER)).isEqualTo(shown);
    }

    @Test
    void emptyTextIsUtf8() throws IOException {
        assertThat(shown(store("text/plain", new byte[0]), BROWSER)).isEqualTo("text/plain; charset=utf-8");
    }

    private String shown(StoredFile file, RequestHeaders request) throws IOException {
        StoredFile shown = new TextCharset(repository).shown(file, request);
        assertThat(shown).usingRecursiveComparison().ignoringFields("slot.type").isEqualTo(file);
        return shown.type();
    }

    private StoredFile store(String type, byte[] content) throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(new FileKey("a/b.txt"), content.length, type))) {
            upload.write(ByteBuffer.wrap(content));
            return upload.publish();
        }
    }
}
