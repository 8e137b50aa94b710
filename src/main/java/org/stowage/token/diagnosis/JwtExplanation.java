package org.stowage.token.diagnosis;

import jakarta.json.Json;
import jakarta.json.stream.JsonParserFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.stowage.storage.FileKey;
import org.stowage.storage.PercentCode;
import org.stowage.token.Claims;
import org.stowage.token.CompactJws;
import org.stowage.token.FlatObject;
import org.stowage.token.Hmac;

/** Finds what is wrong with a token of {@code mod_http_file_share}: its form, signature, time, path or length. */
final class JwtExplanation {

    private static final int MOST_SHOWN = 40;

    private final SentUpload upload;
    private final List<Variation<Hmac>> secrets;
    private final Instant now;
    private final JsonParserFactory parsers = Json.createParserFactory(Map.of());
    private final List<String> faults = new ArrayList<>();

    JwtExplanation(SentUpload upload, List<Variation<Hmac>> secrets, Instant now) {
        this.upload = upload;
        this.secrets = secrets;
        this.now = now;
    }

    /** Returns all faults; none if the token is right. Must be called only once. */
    List<String> faults(String token) {
        Optional<CompactJws> jws = CompactJws.parse(token);
        if (jws.isEmpty() || jws.get().header().isEmpty() || jws.get().payload().isEmpty()) {
            int parts = token.split("\\.", -1).length;
            return List.of(
                    parts == 3
                            ? "The bearer token is not a JWT: one of its three parts is not base64url without padding, or"
                                    + " it is longer than 8 KiB."
                            : "The bearer token is not a JWT: a JWT has three parts with dots between them, this token has "
                                    + parts + ". It may have been cut short.");
        }
        aboutHeader(jws.get());
        aboutSignature(jws.get());
        Optional<FlatObject> claims = jws.get().payload().flatMap(this::object);
        if (claims.isEmpty()) {
            faults.add("The claims of the token are not a JSON object of plain members with unique names.");
        } else {
            aboutTime(claims.get());
            aboutFile(claims.get());
        }
        return faults;
    }

    private void aboutHeader(CompactJws jws) {
        Optional<FlatObject> header = jws.header().flatMap(this::object);
        if (header.filter(object -> object.is(CompactJws.HEADER)).isPresent()) {
            return;
        }
        String algorithm = header.map(object -> text(object, "alg")).orElse("");
        faults.add(
                algorithm.isEmpty() || algorithm.equals("HS256")
                        ? "The header of the token must be just {\"alg\":\"HS256\",\"typ\":\"JWT\"}; this one has other members."
                        : "The algorithm of the token is " + shown(algorithm)
                                + "; only HS256 is accepted, which mod_http_file_share uses.");
    }

    private Optional<FlatObject> object(byte[] json) {
        return FlatObject.read(json, parsers);
    }

    private void aboutSignature(CompactJws jws) {
        Optional<Variation<Hmac>> signer = secrets.stream()
                .filter(secret -> secret.value().signed(jws.signingInput(), jws.signature()))
                .findFirst();
        if (signer.isEmpty()) {
            faults.add(
                    "No secret that is set here has signed the token, not even in one of its usual misspellings: compare"
                            + " http_file_share_secret with stowage.secret. The following is what the token says, without proof.");
        } else if (signer.get().distance() > 0) {
            faults.add(signer.get().sentence());
        }
    }

    private void aboutTime(FlatObject claims) {
        Optional<Instant> end = moment(claims, "exp");
        if (end.isEmpty()) {
            faults.add("The token has no exp in whole seconds; it is required.");
        } else if (!now.minus(Claims.SKEW).isBefore(end.get())) {
            faults.add("The token has expired at " + end.get() + ", " + span(end.get(), now)
                    + " ago: the client came too late, or one of the two servers' clocks is wrong (this server's says "
                    + now
                    + ").");
        }
        moment(claims, "nbf")
                .filter(begin -> now.plus(Claims.SKEW).isBefore(begin))
                .ifPresent(begin -> faults.add("The token is not valid before " + begin + ", in " + span(now, begin)
                        + "; compare the servers' clocks."));
        if (!faults.isEmpty()) {
            moment(claims, "iat")
                    .filter(issued -> now.plus(Claims.SKEW).isBefore(issued))
                    .ifPresent(issued -> faults.add("The token says that it was issued at " + issued + ", which is "
                            + span(now, issued) + " from now: compare the servers' clocks."));
        }
    }

    private void aboutFile(FlatObject claims) {
        String slot = text(claims, "slot");
        String name = text(claims, "filename");
        if (slot.isEmpty() || name.isEmpty()) {
            faults.add("The token has no slot or no filename: it is not one of mod_http_file_share.");
        } else {
            aboutPath(slot + "/" + name, slot.indexOf('/') >= 0 || name.indexOf('/') >= 0);
        }
        OptionalLong size = number(claims, "filesize");
        if (size.isEmpty()) {
            faults.add("The token has no filesize in whole bytes.");
        } else if (size.getAsLong() != upload.length()) {
            faults.add(LengthVariations.other(size.getAsLong(), upload.length()).sentence());
        }
    }

    private void aboutPath(String path, boolean hasSlash) {
        FileKey key = upload.key();
        if (hasSlash) {
            faults.add("The slot or the file name in the token has a slash in it.");
        } else if (key != null && !key.path().equals(path)) {
            String expected = "The token is about " + PercentCode.encodePath(path) + "; the URL has "
                    + PercentCode.encodePath(key.path()) + " below the base URL";
            faults.add(
                    key.path().endsWith("/" + path)
                            ? expected + ": the base URL that is set in the XMPP server is longer than this server's."
                            : expected + ": the token belongs to another upload.");
        }
    }

    /** Returns the empty string also if the member is not a string. */
    private static String text(FlatObject object, String name) {
        try {
            return object.text(name).orElse("");
        } catch (IllegalArgumentException noText) {
            return "";
        }
    }

    private static OptionalLong number(FlatObject object, String name) {
        try {
            return object.wholeNumber(name);
        } catch (IllegalArgumentException | ArithmeticException noNumber) {
            return OptionalLong.empty();
        }
    }

    private static Optional<Instant> moment(FlatObject object, String name) {
        OptionalLong seconds = number(object, name);
        try {
            return seconds.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
        } catch (DateTimeException tooFar) {
            return Optional.empty();
        }
    }

    private static String span(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        if (span.toDays() > 1) {
            return span.toDays() + " days";
        }
        return span.toMinutes() > 1 ? span.toMinutes() + " minutes" : span.toSeconds() + " seconds";
    }

    private static String shown(String text) {
        return PercentCode.encodePath(text.substring(0, Math.min(MOST_SHOWN, text.length())));
    }
}
