package org.stowage.token.diagnosis;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowage.contract.Contract;
import org.stowage.contract.SignedMessage;
import org.stowage.storage.FileKey;
import org.stowage.token.Hmac;
import org.stowage.token.Signer;

/**
 * Tells an admin why a token is wrong: tries other secrets, paths, lengths, types and contracts until one of them fits
 * the token. A call takes at most a second of CPU time.
 *
 * <p>An answer says what was signed, and contains no secret and no MAC. Only whole MACs are compared; comparing parts
 * would allow a MAC to be guessed digit by digit.
 */
public final class Explainer {

    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern BEGINS_WITH_MAC = Pattern.compile("([0-9A-Fa-f]{64})[^0-9A-Fa-f].*");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

    private final Supplier<List<Signer>> signers;
    private final Clock clock;

    /**
     * Takes the XMPP servers whose secrets are tried.
     *
     * @param clock the clock that decides which secrets and tokens are valid
     */
    public Explainer(Supplier<List<Signer>> signers, Clock clock) {
        this.signers = signers;
        this.clock = clock;
    }

    /** Explains one upload. */
    public Explanation explain(SentUpload upload) {
        List<Signer> known = signers.get();
        String tenant = Optional.ofNullable(upload.key()).map(FileKey::tenant).orElse("");
        Optional<Signer> own =
                known.stream().filter(signer -> signer.tenant().equals(tenant)).findFirst();
        Set<Contract> enabled = own.map(Signer::contracts).orElse(Set.of());
        List<Contract> present = Stream.of(Contract.values())
                .filter(contract -> !tokens(upload, contract).isEmpty())
                .toList();
        if (present.isEmpty()) {
            return new Explanation(false, noToken(upload, enabled));
        }
        Optional<Contract> deciding = present.stream().filter(enabled::contains).findFirst();
        Contract contract = deciding.orElse(present.get(0));
        List<String> faults = new ArrayList<>();
        if (deciding.isEmpty()) {
            faults.add("The token is one of contract " + contract + ", which is not enabled: add it to"
                    + " stowage.protocols (now " + joined(enabled) + "), or change the XMPP server's contract.");
        }
        faults.addAll(faultsOf(upload, contract, known, own));
        if (faults.isEmpty() && upload.key() != null) {
            return new Explanation(true, List.of("The token is right: it is one of contract " + contract + "."));
        }
        if (present.size() > 1) {
            faults.add(
                    "Of the tokens in the request only that of " + contract
                            + " counts, because it is the highest enabled contract; a right token of another contract does not help.");
        }
        return new Explanation(false, faults);
    }

    private static List<String> tokens(SentUpload upload, Contract contract) {
        return contract.tokens(upload.query(), upload.authorization());
    }

    private static String joined(Set<Contract> contracts) {
        return contracts.stream().map(Contract::toString).collect(Collectors.joining(","));
    }

    private static List<String> noToken(SentUpload upload, Set<Contract> enabled) {
        List<String> sentences = new ArrayList<>();
        Set<String> parameters = Stream.of(Contract.values())
                .flatMap(contract -> contract.parameter().stream())
                .collect(Collectors.toSet());
        for (String name : upload.query().names()) {
            if (parameters.contains(name.toLowerCase(Locale.ROOT))) {
                sentences.add("The name of the parameter " + name.toLowerCase(Locale.ROOT)
                        + " must be in lower case: something on the way has changed it.");
            }
        }
        String places = Stream.of(Contract.values())
                .map(contract -> contract + " has it in "
                        + contract.parameter()
                                .map(name -> "the parameter " + name)
                                .orElse("the field Authorization: Bearer"))
                .collect(Collectors.joining(", "));
        sentences.add("The request carries no token (enabled: " + joined(enabled) + "): " + places
                + ". Look for a proxy that drops the query or the field; if the URL was copied, copy it whole.");
        return sentences;
    }

    /** Returns nothing if the token is right. */
    private List<String> faultsOf(SentUpload upload, Contract contract, List<Signer> known, Optional<Signer> own) {
        List<String> tokens = tokens(upload, contract);
        if (tokens.size() > 1) {
            return List.of("The token of contract " + contract + " is there " + tokens.size()
                    + " times; it must be there once. Look for a proxy or client that adds it again.");
        }
        Instant now = clock.instant();
        List<Variation<Hmac>> secrets =
                SecretVariations.of(known, own.map(Signer::tenant).orElse(""), now);
        Optional<SignedMessage> message = contract.message();
        return message.isEmpty()
                ? new JwtExplanation(upload, secrets, now).faults(tokens.get(0))
                : faultsOfMac(upload, message.get(), tokens.get(0), secrets, own);
    }

    private static List<String> faultsOfMac(
            SentUpload upload,
            SignedMessage message,
            String token,
            List<Variation<Hmac>> secrets,
            Optional<Signer> own) {
        Matcher longer = BEGINS_WITH_MAC.matcher(token);
        boolean hasMore = longer.matches();
        if (!hasMore && !MAC.matcher(token).matches()) {
            return List.of(noMac(token));
        }
        byte[] mac = HexFormat.of().parseHex(hasMore ? longer.group(1) : token);
        List<String> faults = new ArrayList<>();
        if (hasMore) {
            faults.add("The token has more characters after its 64 hex digits; it must end there.");
        }
        if (isDeletion(upload, mac, secrets, own)) {
            faults.add("The token is right for DELETE of this file, not for an upload.");
            return faults;
        }
        MacSearch search = new MacSearch(upload, message, mac, secrets);
        faults.addAll(search.differences().orElseGet(() -> List.of(unknown(upload, search))));
        return faults;
    }

    private static boolean isDeletion(
            SentUpload upload, byte[] mac, List<Variation<Hmac>> secrets, Optional<Signer> own) {
        return Optional.ofNullable(upload.key())
                .flatMap(key -> own.flatMap(signer -> signer.deletionMessage(key)))
                .filter(message ->
                        secrets.stream().anyMatch(secret -> secret.value().signed(message, mac)))
                .isPresent();
    }

    private static String noMac(String token) {
        if (token.startsWith("eyJ")) {
            return "The query has a JWT; it belongs in the field Authorization: Bearer, and stowage.protocols must"
                    + " contain jwt.";
        }
        if (token.isEmpty()) {
            return "The token is empty.";
        }
        if (!HEX.matcher(token).matches()) {
            return "The token is not in hex: it has " + token.length()
                    + " characters, and some are not hex digits. It must be the 64 hex digits of an HMAC-SHA256; Base64 is not accepted.";
        }
        return switch (token.length()) {
            case 40 -> "The token has 40 hex digits, as SHA-1 makes them; an HMAC-SHA256 has 64.";
            case 96, 128 ->
                "The token has " + token.length()
                        + " hex digits, as SHA-384 or SHA-512 makes them; an HMAC-SHA256 has 64.";
            default ->
                "The token has " + token.length() + " hex digits and must have 64: it was cut short, or two were"
                        + " put together. If the URL was copied, copy it whole.";
        };
    }

    private static String unknown(SentUpload upload, MacSearch search) {
        String lengths = search.reached() == 0
                ? ""
                : ", and lengths from " + Math.max(0, upload.length() - search.reached()) + " to "
                        + (upload.length() + search.reached());
        return "Most likely the secrets of XMPP server and Stowage differ, or the XMPP server signed another URL. These were"
                + " tried and do not fit: the secrets that are set here, their usual misspellings, the usual forms of the"
                + " path" + lengths + ". Set the same secret again on both sides.";
    }
}
