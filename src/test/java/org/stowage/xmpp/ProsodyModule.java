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
            return lines("http_upload_external", "http_upload_external", service);
        }
    },

    /** The same module with its second protocol, which signs the content type: {@code ?v2=}. */
    UPLOAD_EXTERNAL_V2 {
        @Override
        List<String> componentLines(UploadService service) {
            return lines("http_upload_external_v2", "http_upload_external", service);
        }
    },

    /** Prosody's own {@code mod_http_file_share}: a bearer token in a header of the slot. */
    FILE_SHARE {
        @Override
        List<String> componentLines(UploadService service) {
            return lines("http_file_share", "http_file_share", service);
        }
    };

    /** The component and its options, as lines of Prosody's configuration. */
    abstract List<String> componentLines(UploadService service);

    /** The file for admins, with the values of this test in place of its examples. */
    private static List<String> lines(String file, String module, UploadService service) {
        return readFile(file).stream()
                .map(line -> line.replaceFirst("^Component \".*?\"", "Component \"" + XmppServer.UPLOAD_DOMAIN + "\""))
                .map(line -> set(line, module + "_base_url", service.baseUrl().toString()))
                .map(line -> set(line, module + "_secret", service.secret()))
                .toList();
    }

    private static List<String> readFile(String name) {
        try {
            return Files.readAllLines(Path.of("server-config", "prosody", name + ".cfg.lua"));
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
