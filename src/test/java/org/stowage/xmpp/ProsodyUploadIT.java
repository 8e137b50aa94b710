package org.stowage.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.stowage.program.NeedsProgram;

/** Prosody with {@code mod_http_upload_external} as it comes (v1). */
@NeedsProgram(
        value = {Prosody.PROGRAM, Prosody.UPLOAD_EXTERNAL},
        packages = Prosody.PACKAGES)
final class ProsodyUploadIT extends XmppUploadContract {
    @Override
    XmppServer start(UploadService service) throws IOException, InterruptedException {
        return Prosody.start(ProsodyModule.UPLOAD_EXTERNAL.componentLines(service));
    }

    @Test
    void signedNameWithABackslashIsStored() throws Exception {
        FileToSend file = new FileToSend("back\\slash.txt", 5, "text/plain");
        UploadSlot slot = requestSlot(file);

        assertThat(web.put(slot, file.contentType(), file.content())).isEqualTo(201);
        web.assertServed(slot.getUrl(), file);
    }

    /** Clients encode the URL of a slot in their own way; Prosody encodes all that is not unreserved. */
    @Test
    void plusAndSemicolonMayStandUnencodedInTheUrl() throws Exception {
        FileToSend file = new FileToSend("1+1;v=2.txt", 30, "text/plain");
        UploadSlot slot = requestSlot(file);
        URI url = URI.create(slot.putUrl().toString().replace("%2b", "+").replace("%3b", ";"));
        assertThat(url).isNotEqualTo(slot.putUrl());

        assertThat(web.put(new UploadSlot(url, slot.getUrl(), slot.headers()), file.contentType(), file.content()))
                .isEqualTo(201);
        web.assertServed(slot.getUrl(), file);
    }
}
