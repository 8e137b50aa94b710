package org.stowage.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.audit.AuditLog;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.retention.Takedowns;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;
import org.stowage.token.DeclaredLength;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;
import org.stowage.token.TokenVerifier;
import org.stowage.token.UploadClaim;
import org.stowage.token.Verdict;

/** What the verdicts of the contracts become at the gate; the tokens were emitted by Prosody, or made with OpenSSL. */
final class UploadGateContractsTest {

    /** Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, 23456 bytes, ends at 4070909100. */
    private static final String JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
            + ".eyJpYXQiOjQwNzA5MDg4MDAsImV4cCI6NDA3MDkwOTEwMCwiZmlsZXNpemUiOjIzNDU2LCJzbG90IjoiWmw4bnFFMnhrQTAtX2Iz"
            + "VHBROWQiLCJzdWIiOiJyb21lb0Btb250YWd1ZS5leGFtcGxlIiwiZmlsZXR5cGUiOiJpbWFnZS9qcGVnIiwiZmlsZW5hbWUiOiJ0"
            + "csOocyBjb29sLmpwZyIsImV4cGlyZXMiOjQxMDI0NDQ4MDB9"
            + ".eBXThWwC626Z61_uAbt-imyO5sAxGFHjGRvzpt80DBc";

    private static final FileKey JWT_KEY = new FileKey("Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg");
    private static final long LIMIT = 1048576;
    private static final long OPEN = 4070909000L;
    private static final long LATE = 4070909999L;

    @TempDir
    private static Path folder;

    private static FileRepository repository;

    @BeforeAll
    static void open() throws IOException {
        repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        repository.close();
    }

    @AfterEach
    void purge() throws IOException {
        if (repository.delete(JWT_KEY, Tombstone.Reason.DELETED).isPresent()) {
            repository.purge((Tombstone) repository.find(JWT_KEY).orElseThrow());
        }
    }

    @Test
    void slotOfFileShareIsAdmittedWithOwnerAndEnd() throws IOException {
        Instant expires = Instant.parse("2100-01-01T00:00:00Z");
        Instant tokenEnds = Instant.parse("2099-01-01T00:05:30Z");
        Slot slot = new Slot(JWT_KEY, 23456, "image/jpeg", "romeo@montague.example", expires, tokenEnds);
        assertThat(admit("jwt token v2 v1", OPEN, claim(JWT_KEY, "23456", "v=00", "Bearer " + JWT)))
                .isEqualTo(new UploadGate.Passed(new Verdict.Granted(Contract.JWT, "default", slot)));
    }

    @Test
    void bannedOwnerIsRefused() throws IOException {
        Takedowns takedowns = new Takedowns(repository, Clock.systemUTC(), AuditLog.silent());
        takedowns.banOwner("romeo@montague.example", "");
        UploadClaim claim = claim(JWT_KEY, "23456", null, "Bearer " + JWT);
        assertThat(admit("jwt", OPEN, claim)).isEqualTo(UploadGate.Stopped.by(Ban.Kind.OWNER, Contract.JWT));
        takedowns.bans().remove(Ban.Kind.OWNER, "romeo@montague.example");
        assertThat(admit("jwt", OPEN, claim)).isInstanceOf(UploadGate.Passed.class);
    }

    @Test
    void ownerAndEndAreStored() throws IOException {
        UploadGate.Decision admission = admit("jwt", OPEN, claim(JWT_KEY, "23456", null, "Bearer " + JWT));
        Slot slot = ((UploadGate.Passed) admission).granted().slot();
        try (PendingUpload upload = repository.begin(slot)) {
            upload.write(ByteBuffer.allocate(23456));
            upload.publish();
        }
        StoredFile file = (StoredFile) repository.find(JWT_KEY).orElseThrow();
        assertThat(file.owner()).contains("romeo@montague.example");
        assertThat(file.expires()).contains(Instant.ofEpochSecond(4102444800L));
    }

    /** Each row is the JWT above at a time, with a length and a path. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "4070909000, 23457, Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, WRONG_LENGTH",
                "4070909000, 0, Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, WRONG_LENGTH",
                "4070909999, 23456, Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, EXPIRED_TOKEN",
                "4070909999, 23457, Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, EXPIRED_TOKEN",
                "4070909999, 23456, Zl8nqE2xkA0-_b3TpQ9d/other.jpg, BAD_TOKEN",
                "4070909000, 23456, other/très cool.jpg, BAD_TOKEN",
                "4070909000, -, Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, NO_LENGTH",
                "4070909999, x, other/très cool.jpg, BAD_LENGTH",
                "4070909000, -1, Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, BAD_LENGTH",
                "4070909000, 1048577, Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, TOO_LARGE",
                "4070909999, 1048577, Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg, TOO_LARGE",
                "4070909999, 1048577, other/très cool.jpg, TOO_LARGE"
            })
    void slotOfFileShareIsRefused(long now, @Nullable String length, String path, Refusal refusal) throws IOException {
        UploadClaim claim = claim(new FileKey(path), length, null, "Bearer " + JWT);
        assertThat(admit("jwt token v2 v1", now, claim)).isEqualTo(UploadGate.Stopped.by(refusal, Contract.JWT));
    }

    /** {@code foo/bar.jpg} with 1048576 bytes: TYPED is right as image/jpeg (OpenSSL). */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "jwt token v2 v1, -, -, v1, NO_TOKEN",
                "jwt token v2 v1, -, Basic YTpi, v1, NO_TOKEN",
                "v2, v=TYPED, -, v2, NO_TOKEN",
                "v1, -, Bearer x, v1, NO_TOKEN",
                "jwt, -, -, jwt, NO_BEARER",
                "jwt, v2=TYPED, Basic YTpi, jwt, NO_BEARER",
                "jwt, -, Bearer x, jwt, BAD_TOKEN",
                "jwt token v2 v1, v2=TYPED, Bearer x, jwt, BAD_TOKEN",
                "jwt token v2 v1, v2=TYPED, Bearer x|Bearer x, jwt, DOUBLED_TOKEN",
                "jwt token v2 v1, v2=TYPED&v2=TYPED, -, v2, DOUBLED_TOKEN",
                "jwt token v2 v1, v2=00&v=TYPED, -, v2, BAD_TOKEN",
                "jwt token v2 v1, token=00&v2=TYPED, -, token, BAD_TOKEN"
            })
    void requestWithoutARightTokenIsRefused(
            String enabled, @Nullable String query, @Nullable String authorization, String contract, Refusal refusal)
            throws IOException {
        UploadClaim claim = claim(new FileKey("foo/bar.jpg"), "1048576", filled(query), authorization);
        assertThat(admit(enabled, OPEN, claim)).isEqualTo(UploadGate.Stopped.by(refusal, contract(contract)));
    }

    @ParameterizedTest
    @CsvSource({"v2", "token"})
    void typedTokenIsAdmitted(String contract) throws IOException {
        FileKey key = new FileKey("foo/bar.jpg");
        UploadClaim claim = claim(key, "1048576", filled(contract + "=TYPED"), null);
        assertThat(admit("jwt token v2 v1", OPEN, claim))
                .isEqualTo(new UploadGate.Passed(
                        new Verdict.Granted(contract(contract), "default", new Slot(key, 1048576, "image/jpeg"))));
    }

    /** Of several faults the existing file is reported first. */
    @Test
    void fileThatExistsIsToldBeforeAnExpiredToken() throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(JWT_KEY, 0, "image/jpeg"))) {
            upload.publish();
        }
        assertThat(admit("jwt", LATE, claim(JWT_KEY, null, null, "Bearer " + JWT)))
                .isEqualTo(new UploadGate.Stopped(Refusal.EXISTS, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_BEARER, 401",
        "NO_TOKEN, 403",
        "DOUBLED_TOKEN, 403",
        "BAD_TOKEN, 403",
        "EXPIRED_TOKEN, 403",
        "BAD_DELETION, 403",
        "METHOD_NOT_ALLOWED, 405",
        "WRONG_LENGTH, 413"
    })
    void refusalHasThisStatus(Refusal refusal, int status) {
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.sentence()).matches("[A-Z][^<>]{10,100}\\.");
    }

    private static @Nullable String filled(@Nullable String query) {
        return query == null
                ? null
                : query.replace("TYPED", "a19d27add075aa60035e27c05e794f13079ba48c508852b3d7160a6bec0f85ab");
    }

    private static UploadClaim claim(
            FileKey key, @Nullable String length, @Nullable String query, @Nullable String authorization) {
        List<String> fields = authorization == null ? List.of() : List.of(authorization.split("\\|", -1));
        return new UploadClaim(
                key,
                DeclaredLength.of(Stream.ofNullable(length).toList(), null),
                "image/jpeg",
                Query.of(query),
                Authorization.of(fields));
    }

    private static UploadGate.Decision admit(String contracts, long now, UploadClaim claim) throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC);
        SecretKeySpec key = new SecretKeySpec("secret string".getBytes(UTF_8), "HmacSHA256");
        Keyring keyring = new Keyring(List.of(new SigningSecret("default", key, null, null)), clock);
        Set<Contract> enabled = Stream.of(contracts.split(" ", -1))
                .map(UploadGateContractsTest::contract)
                .collect(Collectors.toSet());
        Takedowns takedowns = new Takedowns(repository, Clock.systemUTC(), AuditLog.silent());
        return new UploadGate(repository, new TokenVerifier(clock), takedowns)
                .decide(claim, new Tenant(new Signer("", enabled, keyring, null), "", "", LIMIT));
    }

    private static Contract contract(String name) {
        return Contract.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
