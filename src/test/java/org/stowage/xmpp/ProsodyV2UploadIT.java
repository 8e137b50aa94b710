package org.stowage.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.stowage.program.NeedsProgram;

/** Prosody with {@code mod_http_upload_external} and its second protocol, which signs the content type (v2). */
@NeedsProgram(
        value = {Prosody.PROGRAM, Prosody.UPLOAD_EXTERNAL},
        packages = Prosody.PACKAGES)
final class ProsodyV2UploadIT extends XmppUploadContract {
    private static final FileToSend PHOTO = new FileToSend("photo.jpg", 5000, "image/jpeg");

    @Override
    XmppServer start(UploadService service) throws IOException, InterruptedException {
        return Prosody.start(ProsodyModule.UPLOAD_EXTERNAL_V2.componentLines(service));
    }

    @Test
    void uploadWithoutContentTypeHasTheTypeOfItsSlot() throws Exception {
        UploadSlot slot = requestSlot(PHOTO);

        assertThat(web.put(slot, "", PHOTO.content())).isEqualTo(201);
        web.assertServed(slot.getUrl(), PHOTO);
    }

    @Test
    void uploadAsOctetStreamHasTheTypeOfItsSlot() throws Exception {
        UploadSlot slot = requestSlot(PHOTO);

        assertThat(web.put(slot, "application/octet-stream", PHOTO.content())).isEqualTo(201);
        web.assertServed(slot.getUrl(), PHOTO);
    }

    @Test
    void uploadAsATypeThatNobodySignedIsRefused() throws Exception {
        FileToSend file = new FileToSend("signed.bin", 5000, "application/x-signed");

        assertThat(web.put(requestSlot(file), "text/html", file.content())).isEqualTo(403);
    }
}
