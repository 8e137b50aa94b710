package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;
import org.stowage.storage.MediaTypes;
import org.stowage.storage.Slot;
import org.stowage.token.Verdict.DenialReason;

/** The contracts v2 and token, which sign the same message under two names. */
final class TypedTokenTest {

    /** With OpenSSL and Python's hmac, or by Prosody's module itself, all with {@code secret string}. */
    static final List<Vector> VECTORS = List.of(
            new Vector(
                    "foo/bar.jpg",
                    1048576,
                    "image/jpeg",
                    "a19d27add075aa60035e27c05e794f13079ba48c508852b3d7160a6bec0f85ab"),
            new Vector(
                    "d37ca1d4-5a35-4d1b-9f5e-6f0a9bd5f1a1/très cool.jpg",
                    23456,
                    "image/jpeg",
                    "2f93220be1f0cb3549558ede15bd84bca435b23588d975ac387a65b39fbb1cc4"),
            new Vector(
                    "11111111-2222-4333-8444-555555555555/note.txt",
                    12,
                    "text/plain;charset=UTF-8",
                    "b65e6a804e7a760086417d6876ac9e6bb62ab40ba8a11fec65b0179846e39abd"),
            // Prosody
            new Vector(
                    "62c4efa1-5566-4830-853e-a8d50c7f029f/bar.jpg",
                    1048576,
                    "image/jpeg",
                    "3067ca22094bb32343c638547a133e4540dcfb7c8c7ee1554e5f473ac16784f5"));

    /** By Prosody, for a slot that was asked for with an empty type. */
    private static final Vector EMPTY_TYPE = new Vector(
            "e9a316ed-6094-43d9-be40-52d7b9f8f764/x.bin",
            5,
            "",
            "3c85583b6a83e0fc04164b6f3c122a2b0eacbd50befe706008b9345cb55a0660");

    static final List<Typed> CONTRACTS = List.of(new Typed(Contract.V2), new Typed(Contract.TOKEN));

    /** What the XMPP server signed. */
    record Vector(String path, long size, String type, String token) {

        FileKey key() {
            return new FileKey(path);
        }
    }

    /** One of the two; its name is that of its parameter. */
    record Typed(Contract contract) {

        Verdict verify(FileKey key, DeclaredLength length, @Nullable String type, String query) {
            Query raw = Query.of(query.replace("NAME", contract.toString()));
            return XmppServer.verify(new UploadClaim(key, length, type, raw, Authorization.of(List.of())), contract);
        }

        Verdict verify(Vector vector, @Nullable String type) {
            return verify(vector.key(), new DeclaredLength.Exact(vector.size()), type, "NAME=" + vector.token());
        }

        Verdict denied(DenialReason reason) {
            return new Verdict.Denied(contract, reason);
        }

        @Override
        public String toString() {
            return contract.toString();
        }
    }

    static Stream<Arguments> vectors() {
        return CONTRACTS.stream().flatMap(contract -> VECTORS.stream().map(vector -> Arguments.of(contract, vector)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void tokenOfTheXmppServerIsGranted(Typed contract, Vector vector) {
        Slot slot = new Slot(vector.key(), vector.size(), vector.type());
        assertThat(contract.verify(vector, vector.type()))
                .isEqualTo(new Verdict.Granted(contract.contract(), "one", slot));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void upperCaseHexIsGranted(Typed contract, Vector vector) {
        Vector upper = new Vector(
                vector.path(), vector.size(), vector.type(), vector.token().toUpperCase(Locale.ROOT));
        assertThat(contract.verify(upper, vector.type())).isInstanceOf(Verdict.Granted.class);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyBitOfTheTokenCounts(Typed contract, Vector vector) {
        for (int bit = 0; bit < 256; bit++) {
            int digit = Character.digit(vector.token().charAt(bit / 4), 16) ^ (1 << bit % 4);
            String wrong = vector.token().substring(0, bit / 4)
                    + Character.forDigit(digit, 16)
                    + vector.token().substring(bit / 4 + 1);
            assertThat(contract.verify(new Vector(vector.path(), vector.size(), "", wrong), vector.type()))
                    .isEqualTo(contract.denied(DenialReason.WRONG));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyCharacterOfThePathCounts(Typed contract, Vector vector) {
        String path = vector.path();
        List<String> others = new ArrayList<>(List.of(path + "x", "x" + path, path.toUpperCase(Locale.ROOT)));
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '/') {
                others.add(path.substring(0, i) + '~' + path.substring(i + 1));
            }
        }
        for (String other : others) {
            assertThat(contract.verify(new Vector(other, vector.size(), "", vector.token()), vector.type()))
                    .as(other)
                    .isEqualTo(contract.denied(DenialReason.WRONG));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void tokenSignedForAnotherSizeIsRefused(Typed contract, Vector vector) {
        long size = vector.size();
        for (long other : new long[] {size + 1, size - 1, size * 10, size / 10, size + (1L << 32), Long.MAX_VALUE, 0}) {
            assertThat(contract.verify(new Vector(vector.path(), other, "", vector.token()), vector.type()))
                    .isEqualTo(contract.denied(DenialReason.WRONG));
        }
    }

    /** None of the types that are tried: as sent, none, octet-stream, what such files are called elsewhere. */
    @ParameterizedTest
    @FieldSource("CONTRACTS")
    void tokenSignedForAnotherTypeIsRefused(Typed contract) {
        Vector photo = VECTORS.get(0);
        Vector png =
                new Vector("foo/bar.unheard-of", 5, "image/png", XmppServer.hex("foo/bar.unheard-of\0005\0image/png"));
        for (String sent :
                new String[] {"image/jpeg", "image/png2", "image", "", "x", ";", "application/octet-stream"}) {
            assertThat(contract.verify(png, sent)).as(sent).isEqualTo(contract.denied(DenialReason.WRONG));
        }
        assertThat(contract.verify(png, null)).isEqualTo(contract.denied(DenialReason.WRONG));
        assertThat(contract.verify(new Vector("foo/bar.png", photo.size(), "", photo.token()), "image/png"))
                .isEqualTo(contract.denied(DenialReason.WRONG));
    }

    /** Finding F4: what was signed for a name by the client's own table, and the client sends none of it. */
    @ParameterizedTest
    @CsvSource({
        "docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls, application/vnd.ms-excel",
        "xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx, application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt, application/vnd.oasis.opendocument.text",
        "ods, application/vnd.oasis.opendocument.spreadsheet",
        "apk, application/vnd.android.package-archive",
        "7z, application/x-7z-compressed",
        "rar, application/vnd.rar",
        "rar, application/x-rar-compressed",
        "tar, application/x-tar",
        "gz, application/gzip",
        "gz, application/x-gzip",
        "zip, application/x-zip-compressed",
        "json, application/json",
        "csv, text/csv",
        "csv, text/comma-separated-values",
        "csv, application/vnd.ms-excel",
        "html, text/html",
        "htm, text/html;charset=utf-8",
        "md, text/markdown",
        "md, text/x-markdown",
        "vcf, text/vcard",
        "vcf, text/x-vcard",
        "ics, text/calendar",
        "epub, application/epub+zip",
        "tiff, image/tiff",
        "3gp, video/3gpp",
        "3gp, audio/3gpp",
        "amr, audio/amr",
        "amr, audio/AMR",
        "flac, audio/flac",
        "flac, audio/x-flac",
        "m4a, audio/x-m4a",
        "m4a, audio/m4a",
        "m4v, video/x-m4v",
        "avi, video/x-msvideo",
        "avi, video/avi",
        "mpg, video/mpeg",
        "exe, application/x-msdownload",
        "exe, application/x-ms-dos-executable",
        "py, text/x-python",
        "py, text/x-python; charset=utf-8",
        "log, text/plain",
        "log, text/x-log",
        "txt, text/plain;charset=UTF-8",
        "txt, text/plain; charset=UTF-8",
        "txt, text/plain; charset=utf-8",
        "heif, image/heif",
        "heic, image/heif",
        "jpg, image/jpg",
        "jpeg, image/pjpeg",
        "wav, audio/x-wav",
        "wav, audio/vnd.wave",
        "mp3, audio/mp3",
        "opus, audio/opus",
        "JPG, image/jpeg"
    })
    void typeThatClientsGiveAFileOfThatNameIsFoundAndStored(String extension, String signed) {
        String path = "foo/f." + extension;
        Vector vector = new Vector(path, 5, signed, XmppServer.hex(path + "\0005\0" + signed));
        for (Typed contract : CONTRACTS) {
            Slot slot = new Slot(vector.key(), 5, signed);
            for (@Nullable String sent : Arrays.asList(null, "", "application/octet-stream", "x/y", "x/y;z=1")) {
                assertThat(contract.verify(vector, sent))
                        .isEqualTo(new Verdict.Granted(contract.contract(), "one", slot));
            }
        }
    }

    /** The file name tells no type, and the client sends another type than in its request for the slot. */
    @ParameterizedTest
    @CsvSource({
        "image/jpeg, image/jpg",
        "image/jpg, image/jpeg",
        "IMAGE/JPEG, image/jpeg",
        "audio/x-m4a, audio/mp4",
        "audio/mp4, audio/x-m4a",
        "text/vcard, text/x-vcard",
        "application/zip, application/x-zip-compressed",
        "audio/wav, audio/x-wav",
        "text/plain;charset=UTF-8, text/plain",
        "text/plain; charset=UTF-8, text/plain;charset=utf-8",
        "text/plain, text/plain; charset=UTF-8",
        "text/x-unheard-of, text/x-unheard-of;charset=UTF-8",
        "video/webm;codecs=vp9, video/webm",
        "audio/ogg; codecs=opus, audio/ogg"
    })
    void otherNameOfTheTypeThatIsSentIsFoundAndStored(String sent, String signed) {
        String path = "foo/no-extension";
        Vector vector = new Vector(path, 5, signed, XmppServer.hex(path + "\0005\0" + signed));
        for (Typed contract : CONTRACTS) {
            assertThat(contract.verify(vector, sent))
                    .isEqualTo(new Verdict.Granted(contract.contract(), "one", new Slot(vector.key(), 5, signed)));
        }
    }

    /** Any client can make the server compute a MAC for each of them. */
    @Test
    void numberOfTypesThatAreTriedIsBounded() {
        List<String> names = List.of("f.md", "f.py", "f.c", "f.sh", "f.exe", "f.asc", "f", "f.unheard-of");
        for (String sent : MediaTypes.known()) {
            for (String name : names) {
                assertThat(SignedTypes.candidates(sent, name)).hasSizeLessThanOrEqualTo(64);
            }
        }
    }

    /** Sent, signed and stored; Python's hmac over {@code foo/bar.jpg\05\0} and the signed type. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // none was signed: the file name tells
                "-, ea0ffa2a5c7175ac604220b01b9f9b69c41f9fbb36ff91430e89c25c2b43618d, image/jpeg",
                "'', ea0ffa2a5c7175ac604220b01b9f9b69c41f9fbb36ff91430e89c25c2b43618d, image/jpeg",
                "text/html, ea0ffa2a5c7175ac604220b01b9f9b69c41f9fbb36ff91430e89c25c2b43618d, image/jpeg",
                // octet-stream was signed
                "-, 439de5eaf3648ac4acdb5232d58cf67b0545c388863df053bb3af4c4bddb34c7, application/octet-stream",
                "image/jpeg, 439de5eaf3648ac4acdb5232d58cf67b0545c388863df053bb3af4c4bddb34c7, application/octet-stream",
                // image/jpeg was signed
                "-, 90383d861026e6f3f8880766e810fb4f0945a822648166919eeaa13d19377522, image/jpeg",
                "application/octet-stream, 90383d861026e6f3f8880766e810fb4f0945a822648166919eeaa13d19377522, image/jpeg",
                "text/html, 90383d861026e6f3f8880766e810fb4f0945a822648166919eeaa13d19377522, image/jpeg",
                // image/png was signed: only the client can know
                "image/png, 94bc7e80a1a1c82f76104b8c6eb2b71fbff45eca6dbc88fdda1889b8a6bb6eb5, image/png",
                // what is no media type was signed
                "nonsense, 1424d17d7349406356630259d780a60a6a196028cc35aaa4770622a3981803df, application/octet-stream"
            })
    void typeThatTheTokenProvesIsStored(@Nullable String sent, String token, String stored) {
        for (Typed contract : CONTRACTS) {
            Vector vector = new Vector("foo/bar.jpg", 5, "", token);
            assertThat(contract.verify(vector, sent))
                    .isEqualTo(new Verdict.Granted(contract.contract(), "one", new Slot(vector.key(), 5, stored)));
        }
    }

    @ParameterizedTest
    @FieldSource("CONTRACTS")
    void emptyTypeOfAFileWhoseNameTellsNothingIsStoredAsOctetStream(Typed contract) {
        for (String sent : new String[] {"", "application/octet-stream", "image/jpeg"}) {
            Slot slot = new Slot(EMPTY_TYPE.key(), 5, "application/octet-stream");
            assertThat(contract.verify(EMPTY_TYPE, sent))
                    .isEqualTo(new Verdict.Granted(contract.contract(), "one", slot));
        }
    }

    /** {@code foo/bar.jpg 5} of v1, and what Metronome signs for a DELETE. */
    @ParameterizedTest
    @FieldSource("CONTRACTS")
    void tokenOfAnotherKindIsRefused(Typed contract) {
        for (String token : new String[] {
            "00256da2a05ed1a787ccb4236a6ace730897192cd81347a93c72b4124bda5813",
            "3a69fb226a3d93d2f7bc2c777aafcf407f0e44eb6860686532019235bf7a2293"
        }) {
            assertThat(contract.verify(new Vector("foo/bar.jpg", 5, "", token), "delete secret"))
                    .isEqualTo(contract.denied(DenialReason.WRONG));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', MISSING",
        "v=TOKEN, MISSING",
        "name=TOKEN, MISSING",
        "xNAME=TOKEN, MISSING",
        "NAME=TOKEN&NAME=TOKEN, DOUBLED",
        "NAME=TOKEN&x&NAME, DOUBLED",
        "NAME=TOKEN, NO_LENGTH",
        "NAME, NO_LENGTH"
    })
    void reasonsAreReportedInTheirOrder(String query, DenialReason reason) {
        Vector vector = VECTORS.get(0);
        for (Typed contract : CONTRACTS) {
            for (DeclaredLength length : List.of(new DeclaredLength.Unknown(), new DeclaredLength.Malformed())) {
                String filled = query.replace("TOKEN", vector.token());
                assertThat(contract.verify(vector.key(), length, vector.type(), filled))
                        .isEqualTo(contract.denied(reason));
            }
        }
    }

    @Test
    void sizeAndTypeAreSeparated() {
        // The message is the same text except for the place of the NUL.
        String token = XmppServer.hex("foo/bar.jpg\0" + "1\0" + "0image/jpeg");
        assertThat(CONTRACTS.get(0).verify(new Vector("foo/bar.jpg", 10, "", token), "image/jpeg"))
                .isEqualTo(CONTRACTS.get(0).denied(DenialReason.WRONG));
    }
}
