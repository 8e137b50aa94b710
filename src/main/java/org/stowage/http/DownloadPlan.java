package org.stowage.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowage.storage.StoredFile;

/**
 * The whole answer to a GET or HEAD of a file that exists, before a byte of it is read.
 *
 * @param status 200, 206, 304, 412 or 416
 * @param headers the fields to add to {@link CommonHeaders}, or to replace there
 * @param body the pieces of the body in order; for a HEAD the pieces that a GET would get
 */
public record DownloadPlan(int status, Map<String, String> headers, List<Piece> body) {

    /** A piece of a body. */
    public sealed interface Piece {

        /** Returns how many bytes it has. */
        long length();

        /**
         * Bytes of the file.
         * @param range the bytes
         */
        record Slice(ByteRange range) implements Piece {
            @Override
            public long length() {
                return range.length();
            }
        }

        /**
         * Text that Stowage adds.
         *
         * @param ascii plain ASCII
         */
        record TextPiece(String ascii) implements Piece {
            @Override
            public long length() {
                return ascii.length();
            }

            byte[] bytes() {
                return ascii.getBytes(StandardCharsets.US_ASCII);
            }
        }
    }

    /** Plans the answer to a GET. */
    public static DownloadPlan forGet(StoredFile file, RequestHeaders request) {
        return new Planner(file, request).get();
    }

    /** Plans the answer to a HEAD: ranges are for GET only (RFC 9110 §14.2). */
    public static DownloadPlan forHead(StoredFile file, RequestHeaders request) {
        return new Planner(file, request).head();
    }

    /** Tells whether the body of a GET is the file or parts of it: the status is 200 or 206. */
    public boolean givesTheFile() {
        return status == 200 || status == 206;
    }

    /** Returns the range of the file if the body is exactly one range and nothing else. */
    public Optional<ByteRange> stretch() {
        return body.size() == 1 && body.get(0) instanceof Piece.Slice slice
                ? Optional.of(slice.range())
                : Optional.empty();
    }

    /** Decides; one method for each decision. */
    private static final class Planner {

        private static final String FOREVER = "max-age=31536000, immutable, no-transform";

        private final StoredFile file;
        private final RequestHeaders request;
        private final Preconditions preconditions;
        private final Map<String, String> headers = new LinkedHashMap<>();

        Planner(StoredFile file, RequestHeaders request) {
            this.file = file;
            this.request = request;
            EntityTag tag = EntityTag.of(file);
            HttpDate lastModified = new HttpDate(file.stored());
            this.preconditions = new Preconditions(request, tag, lastModified);
            headers.put("ETag", tag.toString());
            headers.put("Last-Modified", lastModified.toString());
            headers.put("Cache-Control", FOREVER);
            headers.put("Accept-Ranges", "bytes");
            if (TextCharset.isPlainText(file)) {
                headers.put("Vary", TextCharset.VARY);
            }
        }

        DownloadPlan get() {
            boolean ranged = preconditions.rangeCounts();
            return planned(ranged ? request.get("Range").orElse("") : "");
        }

        /** Without a {@code Content-Length}, some servers announce chunks or a length of 0 in an answer to HEAD. */
        DownloadPlan head() {
            headers.put("Content-Length", Long.toString(file.size()));
            return planned("");
        }

        private DownloadPlan planned(String range) {
            return switch (preconditions.evaluate()) {
                case NOT_MODIFIED -> new DownloadPlan(304, headers, List.of());
                case FAILED -> words(412, "The file is not the one that the request is about.\n");
                case PROCEED -> ranges(RangeRequest.of(range, file.size()));
            };
        }

        private DownloadPlan ranges(RangeRequest asked) {
            if (asked instanceof RangeRequest.Unsatisfiable) {
                headers.put("Content-Range", "bytes */" + file.size());
                return words(416, "The file has only " + file.size() + " bytes.\n");
            }
            if (asked instanceof RangeRequest.Parts parts) {
                return parts.ranges().size() == 1 ? part(parts.ranges().get(0)) : parts(parts.ranges());
            }
            List<Piece> all = file.size() == 0 ? List.of() : List.of(slice(new ByteRange(0, file.size())));
            return content(200, file.type(), all);
        }

        private DownloadPlan part(ByteRange range) {
            headers.put("Content-Range", range.contentRange(file.size()));
            return content(206, file.type(), List.of(slice(range)));
        }

        /**
         * RFC 9110 §14.6: parts with their own headers between separators. The separator is made of the file's hash,
         * which the file cannot contain.
         */
        private DownloadPlan parts(List<ByteRange> ranges) {
            String separator = "stowage-" + file.tag().substring(0, 32);
            List<Piece> body = new ArrayList<>();
            for (ByteRange range : ranges) {
                body.add(new Piece.TextPiece("\r\n--" + separator + "\r\nContent-Type: " + file.type()
                        + "\r\nContent-Range: " + range.contentRange(file.size()) + "\r\n\r\n"));
                body.add(slice(range));
            }
            body.add(new Piece.TextPiece("\r\n--" + separator + "--\r\n"));
            return content(206, "multipart/byteranges; boundary=" + separator, body);
        }

        private DownloadPlan content(int status, String type, List<Piece> body) {
            Disposition disposition = Disposition.of(file.type());
            headers.put("Content-Disposition", disposition.header(file));
            headers.put("Content-Security-Policy", disposition.contentSecurityPolicy());
            return answer(status, type, body);
        }

        /**
         * Not to be cached: a cache may store any answer that has a max-age and reuse it for the next GET of the URL
         * (RFC 9111 §3).
         */
        private DownloadPlan words(int status, String sentence) {
            headers.put("Cache-Control", "no-store");
            return answer(status, "text/plain; charset=us-ascii", List.of(new Piece.TextPiece(sentence)));
        }

        private DownloadPlan answer(int status, String type, List<Piece> body) {
            headers.put("Content-Type", type);
            headers.put(
                    "Content-Length",
                    Long.toString(body.stream().mapToLong(Piece::length).sum()));
            return new DownloadPlan(status, headers, List.copyOf(body));
        }

        private static Piece slice(ByteRange range) {
            return new Piece.Slice(range);
        }
    }
}
