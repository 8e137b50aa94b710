package org.stowage.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The media types that clients give to files, by file name extension, the usual type first. The sources are Android
 * ({@code MimeTypeMap}), iOS ({@code UTType}), Windows (its registry), the Linux desktop (shared-mime-info), Python
 * ({@code mimetypes}) and browsers.
 */
final class FileExtensions {

    /**
     * Each row has extensions, separated by commas, and then types, separated by spaces. The table is in the code, so
     * that the first request need not read a file.
     */
    private static final String TABLE = """
            3g2,3gpp2             video/3gpp2 audio/3gpp2
            3gp,3gpp              video/3gpp audio/3gpp video/3gp
            7z                    application/x-7z-compressed application/x-compressed
            aac,adts              audio/aac audio/x-aac audio/aacp audio/x-hx-aac-adts audio/vnd.dlna.adts audio/mp4
            ai                    application/postscript application/illustrator application/pdf
            aif,aiff,aifc         audio/aiff audio/x-aiff audio/x-aifc
            amr                   audio/amr audio/AMR audio/3gpp
            apk                   application/vnd.android.package-archive application/zip application/java-archive
            asc,gpg,pgp           application/pgp-encrypted application/pgp-keys application/pgp-signature application/pgp text/plain
            avi                   video/x-msvideo video/avi video/msvideo video/vnd.avi application/x-troff-msvideo
            avif                  image/avif image/avif-sequence
            awb                   audio/amr-wb audio/AMR-WB
            bat,cmd               application/x-bat application/x-msdos-program text/plain
            bmp,dib               image/bmp image/x-ms-bmp image/x-bmp
            bz2,bz                application/x-bzip2 application/x-bzip application/bzip2 application/bz2
            c,h                   text/x-csrc text/x-chdr text/x-c text/plain
            caf                   audio/x-caf
            cpp,cc,cxx,hpp        text/x-c++src text/x-c++hdr text/x-c text/plain
            css                   text/css
            csv                   text/csv text/comma-separated-values application/csv application/vnd.ms-excel text/x-csv
            deb                   application/vnd.debian.binary-package application/x-debian-package application/x-deb
            diff,patch            text/x-diff text/x-patch text/plain
            djvu,djv              image/vnd.djvu image/x-djvu image/x.djvu
            dmg                   application/x-apple-diskimage
            dng                   image/x-adobe-dng image/dng
            doc,dot               application/msword application/vnd.ms-word
            docm                  application/vnd.ms-word.document.macroEnabled.12
            docx                  application/vnd.openxmlformats-officedocument.wordprocessingml.document application/msword application/zip
            dwg                   image/vnd.dwg application/acad image/x-dwg
            eml                   message/rfc822
            eot                   application/vnd.ms-fontobject
            eps,ps                application/postscript image/x-eps
            epub                  application/epub+zip
            exe,dll               application/vnd.microsoft.portable-executable application/x-msdownload application/x-ms-dos-executable application/x-msdos-program application/x-dosexec application/exe
            fb2                   application/x-fictionbook+xml application/x-fictionbook text/xml
            flac                  audio/flac audio/x-flac application/x-flac
            flv                   video/x-flv application/x-flash-video
            gif                   image/gif
            glb                   model/gltf-binary
            go                    text/x-go text/plain
            gpx                   application/gpx+xml application/xml text/xml
            gz                    application/gzip application/x-gzip application/gnutar
            heic                  image/heic image/heif image/heic-sequence
            heif                  image/heif image/heic image/heif-sequence
            htm,html              text/html application/xhtml+xml
            ico                   image/vnd.microsoft.icon image/x-icon image/ico
            ics                   text/calendar text/x-vcalendar application/ics
            img                   application/x-raw-disk-image application/x-iso9660-image
            ini,conf,cfg          text/plain text/x-ini
            ipynb                 application/x-ipynb+json application/json
            iso                   application/x-iso9660-image application/x-cd-image application/vnd.efi.iso
            jar                   application/java-archive application/x-java-archive application/x-jar
            java                  text/x-java text/x-java-source text/plain
            jp2,j2k,jpf           image/jp2 image/jpeg2000 image/jpx
            jpg,jpeg,jpe,jfif     image/jpeg image/jpg image/pjpeg
            js,mjs                text/javascript application/javascript application/x-javascript
            json                  application/json text/json text/plain
            jxl                   image/jxl
            kdbx                  application/x-keepass2
            key                   application/vnd.apple.keynote application/x-iwork-keynote-sffkey application/pgp-keys
            kml                   application/vnd.google-earth.kml+xml application/xml
            kmz                   application/vnd.google-earth.kmz application/zip
            kt                    text/x-kotlin text/plain
            log                   text/plain text/x-log
            lz4                   application/x-lz4
            m2ts,mts              video/mp2t video/mp2ts video/vnd.dlna.mpeg-tts
            m3u,m3u8              audio/x-mpegurl application/vnd.apple.mpegurl application/x-mpegurl audio/mpegurl
            m4a                   audio/mp4 audio/x-m4a audio/m4a audio/mp4a-latm audio/mpeg audio/aac
            m4b                   audio/mp4 audio/x-m4b audio/m4b
            m4v                   video/x-m4v video/mp4 video/m4v
            md,markdown           text/markdown text/x-markdown text/plain
            mid,midi              audio/midi audio/mid audio/x-midi
            mka                   audio/x-matroska audio/matroska
            mkv                   video/x-matroska video/matroska
            mobi,prc              application/x-mobipocket-ebook
            mov,qt                video/quicktime
            mp3                   audio/mpeg audio/mp3 audio/x-mpeg audio/x-mp3 audio/mpeg3
            mp4                   video/mp4 audio/mp4 application/mp4
            mpg,mpeg,mpe          video/mpeg video/x-mpeg
            msg                   application/vnd.ms-outlook
            msi                   application/x-msi application/x-ms-installer application/x-msdownload
            numbers               application/vnd.apple.numbers application/x-iwork-numbers-sffnumbers
            odf                   application/vnd.oasis.opendocument.formula
            odg                   application/vnd.oasis.opendocument.graphics
            odp                   application/vnd.oasis.opendocument.presentation
            ods                   application/vnd.oasis.opendocument.spreadsheet
            odt                   application/vnd.oasis.opendocument.text
            oga                   audio/ogg audio/x-vorbis+ogg application/ogg
            ogg                   audio/ogg audio/x-vorbis+ogg audio/vorbis video/ogg application/ogg
            ogv                   video/ogg video/x-theora+ogg application/ogg
            opus                  audio/ogg audio/opus audio/x-opus+ogg
            otf                   font/otf application/x-font-otf application/vnd.ms-opentype
            ott                   application/vnd.oasis.opendocument.text-template
            p12,pfx               application/x-pkcs12 application/pkcs12
            p7s                   application/pkcs7-signature application/x-pkcs7-signature
            pages                 application/vnd.apple.pages application/x-iwork-pages-sffpages
            pdf                   application/pdf application/x-pdf
            pem,crt,cer           application/x-x509-ca-cert application/x-pem-file application/pkix-cert text/plain
            php                   application/x-php text/x-php application/x-httpd-php text/plain
            png                   image/png image/x-png
            ppt,pps               application/vnd.ms-powerpoint application/mspowerpoint
            pptx                  application/vnd.openxmlformats-officedocument.presentationml.presentation application/vnd.ms-powerpoint application/zip
            psd                   image/vnd.adobe.photoshop image/x-photoshop application/x-photoshop
            py                    text/x-python text/x-python3 text/x-python-script application/x-python-code text/plain
            rar                   application/vnd.rar application/x-rar-compressed application/x-rar application/rar application/x-compressed
            rb                    text/x-ruby application/x-ruby text/plain
            rpm                   application/x-rpm application/x-redhat-package-manager
            rs                    text/rust text/x-rust text/plain
            rtf                   application/rtf text/rtf application/msword
            sh                    application/x-shellscript application/x-sh application/x-shar text/x-sh text/plain
            sig                   application/pgp-signature
            sql                   application/sql application/x-sql text/x-sql text/plain
            sqlite,db             application/vnd.sqlite3 application/x-sqlite3
            srt                   application/x-subrip text/plain
            stl                   model/stl application/vnd.ms-pki.stl
            svg                   image/svg+xml text/xml
            svgz                  image/svg+xml image/svg+xml-compressed
            tar                   application/x-tar application/tar
            tex                   text/x-tex application/x-tex text/plain
            tgs                   application/x-tgsticker application/gzip
            tgz                   application/gzip application/x-compressed-tar application/x-gtar-compressed application/x-gzip application/x-tgz application/x-compressed
            tif,tiff              image/tiff image/x-tiff
            toml                  application/toml text/x-toml text/plain
            torrent               application/x-bittorrent
            ts                    video/mp2t video/mp2ts text/vnd.trolltech.linguist application/typescript
            tsv                   text/tab-separated-values
            ttf                   font/ttf application/x-font-ttf application/x-font-truetype
            txt,text              text/plain
            vcf,vcard             text/vcard text/x-vcard text/directory
            vtt                   text/vtt text/plain
            wav                   audio/wav audio/x-wav audio/wave audio/vnd.wave
            weba                  audio/webm
            webm                  video/webm audio/webm
            webp                  image/webp
            wma                   audio/x-ms-wma
            wmv                   video/x-ms-wmv
            woff                  font/woff application/font-woff application/x-font-woff
            woff2                 font/woff2 application/font-woff2
            xcf                   image/x-xcf
            xls,xlt               application/vnd.ms-excel application/msexcel application/x-msexcel
            xlsm                  application/vnd.ms-excel.sheet.macroEnabled.12
            xlsx                  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.ms-excel application/zip
            xml                   application/xml text/xml
            xps                   application/vnd.ms-xpsdocument application/oxps
            xz                    application/x-xz application/xz
            yaml,yml              application/yaml application/x-yaml text/yaml text/x-yaml text/plain
            zip                   application/zip application/x-zip-compressed application/x-zip application/x-compressed
            zst                   application/zstd application/x-zstd
            """;

    static final List<List<String>> ROWS =
            TABLE.lines().map(row -> List.of(row.split(" +", -1))).toList();

    private static final Map<String, List<String>> BY_EXTENSION = byExtension();
    private static final Map<String, List<String>> BY_TYPE = byType();

    private FileExtensions() {}

    /** Returns the types of files with this name, the usual one first; empty if the extension is unknown. */
    static List<String> typesOf(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? List.of() : BY_EXTENSION.getOrDefault(lowerCase(fileName.substring(dot + 1)), List.of());
    }

    /** Returns all types that files of this type have elsewhere, this one included; empty if the type is unknown. */
    static List<String> sameAs(String type) {
        return BY_TYPE.getOrDefault(lowerCase(type), List.of());
    }

    /** Returns all types. */
    static Set<String> types() {
        return ROWS.stream().flatMap(row -> typesIn(row).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, List<String>> byExtension() {
        Map<String, List<String>> types = new HashMap<>();
        for (List<String> row : ROWS) {
            Stream.of(row.get(0).split(",", -1)).forEach(extension -> types.put(extension, typesIn(row)));
        }
        return Map.copyOf(types);
    }

    /** If several rows have a type, the row counts in which the type is the first one. */
    private static Map<String, List<String>> byType() {
        Map<String, List<String>> types = new HashMap<>();
        ROWS.forEach(row -> types.putIfAbsent(lowerCase(row.get(1)), typesIn(row)));
        ROWS.forEach(row -> typesIn(row).forEach(type -> types.putIfAbsent(lowerCase(type), typesIn(row))));
        return Map.copyOf(types);
    }

    private static List<String> typesIn(List<String> row) {
        return row.subList(1, row.size());
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
