package org.stowage.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.stowage.program.NeedsProgram;

/** Prosody's own {@code mod_http_file_share} with the files outside of it (JWT). */
@NeedsProgram(value = Prosody.PROGRAM, packages = Prosody.PACKAGES)
final class ProsodyFileShareUploadIT extends XmppUploadContract {
    @Override
    XmppServer start(UploadService service) throws IOException, InterruptedException {
        return Prosody.start(ProsodyModule.FILE_SHARE.componentLines(service));
    }

    /** As large as Prosody's and Stowage's limits in {@code server-config} allow. */
    @Test
    void fileOf100MebibytesArrivesUnchanged() throws Exception {
        FileToSend file = new FileToSend("long film.mp4", 100 << 20, "video/mp4");
        UploadSlot slot = requestSlot(file);

        assertThat(web.put(slot, file.contentType(), file.content())).isEqualTo(201);
        web.assertServed(slot.getUrl(), file);
    }

    @Test
    void bearerTokenOfAnotherSlotIsRefused() throws Exception {
        FileToSend file = new FileToSend("same.bin", 1000, "application/octet-stream");
        UploadSlot slot = requestSlot(file);
        UploadSlot other = requestSlot(file);

        UploadSlot mixed = new UploadSlot(slot.putUrl(), slot.getUrl(), other.headers());

        assertThat(web.put(mixed, file.contentType(), file.content())).isEqualTo(403);
    }
}
