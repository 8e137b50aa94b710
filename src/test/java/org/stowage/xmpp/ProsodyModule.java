package org.stowage.xmpp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ways in which Prosody hands out slots of an upload service outside of it. */
enum ProsodyModule {
    /** The community module {@code mod_http_upload_external} as it comes: {@code ?v=}. */
    UPLOAD_EXTERNAL {
        @Override
        List<String> componentLines(UploadService service) {
            return lines("http_upload_external", service);
        }
    };

    /** The component and its options, as lines of Prosody's configuration. */
    abstract List<String> componentLines(UploadService service);

    /** The file for admins, with the values of this test in place of its examples. */
    private static List<String> lines(String module, UploadService service) {
        return readFile(module).stream()
                .map(line -> line.replaceFirst("^Component \".*?\"", "Component \"" + XmppServer.UPLOAD_DOMAIN + "\""))
                .map(line -> set(line, module + "_base_url", service.baseUrl().toString()))
                .map(line -> set(line, module + "_secret", service.secret()))
                .toList();
    }

    private static List<String> readFile(String module) {
        try {
            return Files.readAllLines(Path.of("server-config", "prosody", module + ".cfg.lua"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String set(String line, String option, String value) {
        return line.strip().startsWith(option + " =") ? option + " = " + quoted(value) : line;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
