package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;

/**
 * Tells an admin why a token is wrong, by computing what would make it right: other secrets, paths, lengths, types and
 * contracts. A call takes a second of processor time at most.
 *
 * <p>It says what was signed, never what would have to be: no answer has a secret or a MAC in it, and a part of a MAC is not
 * compared, for that would let one be guessed digit by digit.
 */
public final class Explainer {

    private static final List<String> HIGHEST_FIRST =
            List.of(JwtVerifier.CONTRACT, MetronomeVerifier.CONTRACT, "v2", "v1");
    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern BEGINS_WITH_MAC = Pattern.compile("([0-9A-Fa-f]{64})[^0-9A-Fa-f].*");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

    private final Supplier<List<Signer>> signers;
    private final Clock clock;

    /**
     * Explains with the secrets of these XMPP servers.
     *
     * @param clock tells which secrets and tokens count
     */
    public Explainer(Supplier<List<Signer>> signers, Clock clock) {
        this.signers = signers;
        this.clock = clock;
    }

    /** Explains one upload. */
    public Explanation explain(Presented presented) {
        List<Signer> known = signers.get();
        String tenant =
                Optional.ofNullable(presented.key()).map(FileKey::tenant).orElse("");
        Optional<Signer> own =
                known.stream().filter(signer -> signer.tenant().equals(tenant)).findFirst();
        List<String> enabled = HIGHEST_FIRST.stream()
                .filter(contract -> isEnabled(own, contract))
                .toList();
        List<String> present = HIGHEST_FIRST.stream()
                .filter(contract -> !tokens(presented, contract).isEmpty())
                .toList();
        if (present.isEmpty()) {
            return new Explanation(false, nothing(presented, enabled));
        }
        Optional<String> deciding = present.stream().filter(enabled::contains).findFirst();
        List<String> faults = new ArrayList<>();
        if (deciding.isEmpty()) {
            faults.add("The token is one of contract " + present.get(0) + ", which is not enabled: add it to"
                    + " stowage.protocols (now " + String.join(",", enabled)
                    + "), or change the XMPP server's contract.");
        }
        String contract = deciding.orElse(present.get(0));
        List<String> found = about(presented, contract, known, tenant);
        boolean right = faults.isEmpty() && found.isEmpty() && presented.key() != null;
        faults.addAll(found);
        if (right) {
            return new Explanation(true, List.of("The token is right: it is one of contract " + contract + "."));
        }
        if (present.size() > 1) {
            faults.add("Of the tokens in the request only that of " + contract
                    + " counts, the highest enabled contract;" + " what else there is does not make it good.");
        }
        return new Explanation(false, faults);
    }

    private static boolean isEnabled(Optional<Signer> signer, String contract) {
        return signer.isPresent() && signer.get().contracts().contains(contract);
    }

    private static List<String> tokens(Presented presented, String contract) {
        return contract.equals(JwtVerifier.CONTRACT)
                ? presented.authorization().bearerTokens()
                : presented.query().values(parameter(contract));
    }

    private static String parameter(String contract) {
        return contract.equals("v1") ? "v" : contract;
    }

    private List<String> nothing(Presented presented, List<String> enabled) {
        List<String> sentences = new ArrayList<>();
        for (String name : presented.query().names()) {
            if (HIGHEST_FIRST.stream()
                    .anyMatch(contract -> parameter(contract).equals(name.toLowerCase(Locale.ROOT)))) {
                sentences.add("The name of the parameter " + name.toLowerCase(Locale.ROOT)
                        + " must be in lower case: something on the way has changed it.");
            }
        }
        sentences.add("The request carries no token (enabled: " + String.join(",", enabled)
                + "): v1 has it in the parameter v, v2 in v2, token in token, and jwt in the field Authorization: Bearer."
                + " Look for a proxy that drops the query or the field; if the URL was copied, copy it whole.");
        return sentences;
    }

    /** Nothing if the token is right. */
    private List<String> about(Presented presented, String contract, List<Signer> known, String tenant) {
        List<String> tokens = tokens(presented, contract);
        if (tokens.size() > 1) {
            return List.of("The token of contract " + contract + " is there " + tokens.size()
                    + " times; it must be there once. Look for a proxy or client that adds it again.");
        }
        List<Variation<Hmac>> secrets = SecretVariations.of(known, tenant, clock.instant());
        if (contract.equals(JwtVerifier.CONTRACT)) {
            return new JwtExplanation(presented, secrets, clock.instant()).faults(tokens.get(0));
        }
        return aboutMac(presented, contract, tokens.get(0), secrets, deletionOf(known, tenant));
    }

    private static @Nullable SecretKey deletionOf(List<Signer> known, String tenant) {
        return known.stream()
                .filter(signer -> signer.tenant().equals(tenant))
                .findFirst()
                .map(Signer::deletion)
                .orElse(null);
    }

    private List<String> aboutMac(
            Presented presented,
            String contract,
            String token,
            List<Variation<Hmac>> secrets,
            @Nullable SecretKey deletion) {
        Matcher longer = BEGINS_WITH_MAC.matcher(token);
        boolean hasMore = longer.matches();
        if (!hasMore && !MAC.matcher(token).matches()) {
            return List.of(noMac(token));
        }
        byte[] mac = HexFormat.of().parseHex(hasMore ? longer.group(1) : token);
        List<String> faults = new ArrayList<>();
        if (hasMore) {
            faults.add("Something stands behind the 64 hex digits of the token; it must end there.");
        }
        if (deletion != null && isDeletion(presented, mac, secrets, deletion)) {
            faults.add("The token is right for DELETE of this file, not for an upload.");
            return faults;
        }
        MacSearch search = new MacSearch(presented, MessageFormat.of(contract), mac, secrets);
        faults.addAll(search.differences().orElseGet(() -> List.of(unknown(presented, search))));
        return faults;
    }

    private static boolean isDeletion(
            Presented presented, byte[] mac, List<Variation<Hmac>> secrets, SecretKey deletion) {
        FileKey key = presented.key();
        if (key == null) {
            return false;
        }
        String message = key.path() + '\0' + new String(deletion.getEncoded(), StandardCharsets.UTF_8);
        return secrets.stream().anyMatch(secret -> secret.value().signed(message, mac));
    }

    private static String noMac(String token) {
        if (token.startsWith("eyJ")) {
            return "The query has a JWT; it belongs into the field Authorization: Bearer, and stowage.protocols must"
                    + " contain jwt.";
        }
        if (token.isEmpty()) {
            return "The token is empty.";
        }
        if (!HEX.matcher(token).matches()) {
            return "The token is not in hex: it must be the 64 hex digits of an HMAC-SHA256, and has " + token.length()
                    + " characters of which some are none. Base64 is not accepted.";
        }
        return switch (token.length()) {
            case 40 -> "The token has 40 hex digits, as SHA-1 makes them; it must be an HMAC-SHA256, of 64.";
            case 96, 128 ->
                "The token has " + token.length()
                        + " hex digits, as SHA-384 or SHA-512 makes them; it must be an HMAC-SHA256, of 64.";
            default ->
                "The token has " + token.length() + " hex digits and must have 64: it was cut short, or two were"
                        + " put together. If the URL was copied, copy it whole.";
        };
    }

    private static String unknown(Presented presented, MacSearch search) {
        String lengths = search.reached() == 0
                ? ""
                : ", nor a length of " + Math.max(0, presented.length() - search.reached()) + " to "
                        + (presented.length() + search.reached());
        return "Most likely the secrets of XMPP server and Stowage differ, or something else than this URL was signed: no"
                + " secret that is set here fits, also not misspelt in one of the usual ways, with no usual form of the"
                + " path" + lengths + ". Set the same secret anew on both sides.";
    }
}
