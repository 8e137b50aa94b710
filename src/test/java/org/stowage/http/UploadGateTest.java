package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;
import org.stowage.token.DeclaredLength;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;
import org.stowage.token.TokenVerifier;
import org.stowage.token.UploadClaim;
import org.stowage.token.Verdict;

/** The order of the answers to a PUT, where several things are wrong at once. */
final class UploadGateTest {

    private static final FileKey KEY = new FileKey("foo/bar.jpg");
    private static final long LIMIT = 1048576;

    /** {@code printf '%s' 'foo/bar.jpg 1048576' | openssl dgst -sha256 -hmac 'secret string'}, and with 1048577. */
    private static final String AT_LIMIT = "v=e6df55a04516617d6a86ad6ca23879819591085a1a8c0041f4da06824f5d2db7";

    private static final String ABOVE_LIMIT = "v=80062e51354491162ceaa59a8a574305e8db52a7773cd1cb5bca41e6e66d36c5";

    @TempDir
    private Path base;

    private FileRepository repository;
    private Takedowns takedowns;
    private UploadGate gate;

    private static final Tenant TENANT = new Tenant(
            new Signer(
                    "",
                    Set.of(Contract.V1),
                    new Keyring(List.of(new SigningSecret("one", key(), null, null)), Clock.systemUTC()),
                    null),
            "",
            "",
            LIMIT);

    @BeforeEach
    void open() throws IOException {
        repository = LocalRepository.open(base, Durability.NONE, Clock.systemUTC());
        takedowns = new Takedowns(repository, Clock.systemUTC(), AuditLog.silent());
        gate = new UploadGate(repository, new TokenVerifier(Clock.systemUTC()), takedowns);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "x=y,       -,        NO_TOKEN",
                "x=y,       -5,       NO_TOKEN",
                "x=y,       1048577,  NO_TOKEN",
                "x=y,       1048576,  NO_TOKEN",
                "v=a&v=b,   -,        DOUBLED_TOKEN",
                "v=a&v=b,   -5,       DOUBLED_TOKEN",
                "v=a&v=b,   1048577,  DOUBLED_TOKEN",
                "v=a&v=b,   1048576,  DOUBLED_TOKEN",
                "v=wrong,   -,        NO_LENGTH",
                "v=wrong,   -5,       BAD_LENGTH",
                "v=wrong,   1048577,  TOO_LARGE",
                "v=wrong,   99999999999999999999, TOO_LARGE",
                "v=wrong,   1048576,  BAD_TOKEN",
                "v=wrong,   0,        BAD_TOKEN",
                AT_LIMIT + ", -,      NO_LENGTH",
                AT_LIMIT + ", -5,     BAD_LENGTH",
                AT_LIMIT + ", 1048577, TOO_LARGE",
                AT_LIMIT + ", 1048575, BAD_TOKEN",
                ABOVE_LIMIT + ", 1048577, TOO_LARGE"
            })
    void firstFaultIsReported(String query, @Nullable String length, Refusal refusal) throws IOException {
        assertThat(refusalOf(claim(query, length))).isEqualTo(refusal);
        publish();
        assertThat(refusalOf(claim(query, length))).isEqualTo(Refusal.EXISTS);
        repository.delete(KEY, Reason.DELETED);
        assertThat(refusalOf(claim(query, length))).isEqualTo(Refusal.USED);
    }

    @Test
    void uploadWithNoFaultIsAdmittedUpToTheLimit() throws IOException {
        assertThat(gate.decide(claim(AT_LIMIT, "1048576"), TENANT))
                .isEqualTo(new UploadGate.Passed(
                        new Verdict.Granted(Contract.V1, "one", new Slot(KEY, LIMIT, "image/jpeg"))));
    }

    @Test
    void uploadOfAFileThatExistsIsRefusedWhateverElseIsRight() throws IOException {
        publish();
        assertThat(gate.decide(claim(AT_LIMIT, "1048576"), TENANT))
                .isEqualTo(new UploadGate.Stopped(Refusal.EXISTS, ""));
    }

    @ParameterizedTest
    @EnumSource
    void urlOfADeletedFileCannotBeUsedAgain(Reason reason) throws IOException {
        publish();
        repository.delete(KEY, reason);
        assertThat(gate.decide(claim(AT_LIMIT, "1048576"), TENANT)).isEqualTo(new UploadGate.Stopped(Refusal.USED, ""));
    }

    @Test
    void bannedPathIsRefusedOnlyIfAllElseIsRight() throws IOException {
        takedowns.banPath(KEY, "");
        assertThat(gate.decide(claim(AT_LIMIT, "1048576"), TENANT))
                .isEqualTo(UploadGate.Stopped.by(Ban.Kind.PATH, Contract.V1));
        assertThat(refusalOf(claim("v=wrong", "1048576"))).isEqualTo(Refusal.BAD_TOKEN);
        assertThat(refusalOf(claim(ABOVE_LIMIT, "1048577"))).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void uploadThatIsPendingDoesNotStandInTheWayOfAnother() throws IOException {
        try (PendingUpload pending = repository.begin(new Slot(KEY, LIMIT, "a/b"))) {
            assertThat(pending).isNotNull();
            assertThat(gate.decide(claim(AT_LIMIT, "1048576"), TENANT)).isInstanceOf(UploadGate.Passed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "identity"})
    void contentLengthBesideTransferEncodingIsIgnored(String transferEncoding) throws IOException {
        DeclaredLength length = DeclaredLength.of(List.of("1048576"), transferEncoding);
        assertThat(refusalOf(new UploadClaim(KEY, length, null, Query.of(AT_LIMIT), Authorization.of(List.of()))))
                .isEqualTo(Refusal.NO_LENGTH);
    }

    @Test
    void refusalTellsTheContractThatWasLookedAt() throws IOException {
        assertThat(gate.decide(claim("v=wrong", "1"), TENANT))
                .isEqualTo(UploadGate.Stopped.by(Refusal.BAD_TOKEN, Contract.V1));
    }

    @Test
    void damagedFileIsNotTakenForAFreeName() throws IOException {
        publish();
        Path stored;
        try (Stream<Path> all = Files.walk(base.resolve("files"))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files).hasSize(1);
            stored = files.get(0);
        }
        Files.write(stored, new byte[3]);
        assertThatIOException().isThrownBy(() -> gate.decide(claim(AT_LIMIT, "1048576"), TENANT));
    }

    private Refusal refusalOf(UploadClaim claim) throws IOException {
        UploadGate.Decision admission = gate.decide(claim, TENANT);
        assertThat(admission).isInstanceOf(UploadGate.Stopped.class);
        return ((UploadGate.Stopped) admission).refusal();
    }

    private static SecretKeySpec key() {
        return new SecretKeySpec("secret string".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private void publish() throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(KEY, 0, "a/b"))) {
            upload.publish();
        }
    }

    private static UploadClaim claim(String query, @Nullable String length) {
        return new UploadClaim(
                KEY,
                DeclaredLength.of(Stream.ofNullable(length).toList(), null),
                null,
                Query.of(query),
                Authorization.of(List.of()));
    }
}
