package org.stowage.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowage.program.NeedsProgram;

/** ejabberd's {@code mod_http_upload} with an external secret (v1, three path segments). */
@NeedsProgram(value = Ejabberd.PROGRAM, packages = Ejabberd.PACKAGES)
final class EjabberdUploadIT extends XmppUploadContract {
    @Override
    XmppServer start(UploadService service) throws IOException, InterruptedException {
        return Ejabberd.start(service);
    }

    /** {@code mod_http_upload} replaces all but letters, digits, {@code _}, {@code .} and {@code -}. */
    @Override
    String nameInUrl(String fileName) {
        return fileName.replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}_.-]", "_");
    }

    /** {@code mod_http_upload} refuses slots for empty files. */
    @Override
    Stream<FileToSend> files() {
        return super.files().filter(file -> file.size() > 0);
    }

    @Test
    void firstSegmentIsTheHashOfTheBareJid() throws Exception {
        UploadSlot slot = requestSlot(new FileToSend("photo.jpg", 5, "image/jpeg"));

        assertThat(slot.putUrl().getPath()).contains("/a5018f8c277bc4e61647c7b631df1c57f1cd4628/");
    }
}
