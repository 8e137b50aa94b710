package org.stowage.token.diagnosis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.stowage.token.Hmac;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;

/**
 * The secrets that may have signed: valid ones, those that are not valid now, those of other tenants, and misspelt
 * ones.
 */
final class SecretVariations {

    private final Instant now;
    private final List<Variation<Hmac>> variations = new ArrayList<>();

    private SecretVariations(Instant now) {
        this.now = now;
    }

    /**
     * Returns the secrets; the valid ones come first.
     *
     * @param tenant the tenant whose secrets are the right ones
     */
    static List<Variation<Hmac>> of(List<Signer> signers, String tenant, Instant now) {
        SecretVariations all = new SecretVariations(now);
        signers.stream().filter(signer -> signer.tenant().equals(tenant)).forEach(all::addOwn);
        signers.stream().filter(signer -> !signer.tenant().equals(tenant)).forEach(all::addForeign);
        signers.stream().filter(signer -> signer.tenant().equals(tenant)).forEach(all::addMisspelt);
        return all.variations;
    }

    private void addOwn(Signer signer) {
        for (SigningSecret secret : signer.keyring().secrets()) {
            Hmac hmac = new Hmac(secret.key());
            variations.add(secret.isValidAt(now) ? Variation.right(hmac) : Variation.wrong(hmac, untimely(secret)));
        }
        SecretKey deletion = signer.deleteSecret();
        if (deletion != null) {
            add(
                    deletion,
                    "The token was signed with the secret of deletions (stowage.delete-secret); uploads are signed with"
                            + " stowage.secret. The two may be interchanged in the XMPP server's configuration.");
        }
    }

    private String untimely(SigningSecret secret) {
        Instant notBefore = secret.notBefore();
        return notBefore != null && now.isBefore(notBefore)
                ? "The token was signed with the secret " + secret.id() + ", which is not valid before " + notBefore
                        + ": set its not-before to an earlier time, or give the XMPP server the present secret."
                : "The token was signed with the secret " + secret.id() + ", which was valid until " + secret.notAfter()
                        + ": give the XMPP server the present secret, or set its not-after to a later time.";
    }

    private void addForeign(Signer signer) {
        String whose = signer.tenant().isEmpty() ? "the tenant without a name" : "tenant " + signer.tenant();
        for (SigningSecret secret : signer.keyring().secrets()) {
            add(
                    secret.key(),
                    "The token was signed with the secret " + secret.id() + " of " + whose
                            + ", but the URL belongs to another tenant: compare base URL and secret in that XMPP server.");
        }
    }

    private void addMisspelt(Signer signer) {
        for (SigningSecret secret : signer.keyring().secrets()) {
            misspelt(secret.key().getEncoded())
                    .forEach((how, bytes) -> addRaw(
                            bytes,
                            "The token was signed with the secret " + secret.id() + " " + how
                                    + ": the two sides must have exactly the same characters."));
        }
    }

    /** Returns each misspelling with the resulting bytes, the likely ones first. */
    private static Map<String, byte[]> misspelt(byte[] utf8) {
        String secret = new String(utf8, StandardCharsets.UTF_8);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("and a line feed behind it (a file that was read with its last line end)", secret + "\n");
        texts.put("and a Windows line end behind it", secret + "\r\n");
        texts.put("and a space behind it", secret + " ");
        texts.put("and a space before it", " " + secret);
        texts.put("without the white space at its ends", secret.strip());
        texts.put("in double quotes", '"' + secret + '"');
        texts.put("in single quotes", "'" + secret + "'");
        texts.put("without the quotes around it", secret.replaceFirst("^(['\"])(.*)\\1$", "$2"));
        texts.put("without the backslashes in it", secret.replace("\\", ""));
        texts.put("up to its first #, as if the rest were a comment", secret.replaceFirst(" ?#.*", ""));
        texts.put("up to its first $, as if a variable followed", secret.replaceFirst("\\$.*", ""));
        texts.put("encoded in base64", Base64.getEncoder().encodeToString(utf8));
        texts.put("in hex", HexFormat.of().formatHex(utf8));
        Map<String, byte[]> ways = new LinkedHashMap<>();
        texts.forEach((how, text) -> ways.put(how, text.getBytes(StandardCharsets.UTF_8)));
        ways.put("in ISO 8859-1 instead of UTF-8", secret.getBytes(StandardCharsets.ISO_8859_1));
        decoded(() -> Base64.getDecoder().decode(secret)).ifPresent(bytes -> ways.put("decoded from base64", bytes));
        decoded(() -> Base64.getUrlDecoder().decode(secret))
                .ifPresent(bytes -> ways.put("decoded from base64url", bytes));
        decoded(() -> HexFormat.of().parseHex(secret)).ifPresent(bytes -> ways.put("decoded from hex", bytes));
        ways.values().removeIf(bytes -> bytes.length == 0 || Arrays.equals(bytes, utf8));
        return ways;
    }

    private interface Decoding {
        byte[] bytes();
    }

    private static Optional<byte[]> decoded(Decoding decoding) {
        try {
            return Optional.of(decoding.bytes());
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private void add(SecretKey key, String sentence) {
        variations.add(Variation.wrong(new Hmac(key), sentence));
    }

    private void addRaw(byte[] key, String sentence) {
        variations.add(Variation.wrong(new Hmac(key), sentence));
    }
}
