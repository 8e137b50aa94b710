package org.stowage.management.orders;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The Ed25519 key (RFC 8032) of this server's records. It is made at its first use, and kept in a file that only the
 * server's user may read. The public key is not secret.
 *
 * @param secret signs
 * @param publicKey in base64 of its X.509 form (RFC 8410)
 */
record SigningKey(PrivateKey secret, String publicKey) {

    /** The name of the algorithm, in Java and in records. */
    static final String ALGORITHM = "Ed25519";

    /**
     * Reads the key, or makes one.
     *
     * @throws IOException if it cannot be read or written
     */
    static SigningKey in(Path file) throws IOException {
        if (Files.notExists(file)) {
            create(file);
        }
        try {
            List<String> lines = Files.readAllLines(file);
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            PrivateKey secret = keys.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))));
            keys.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1))));
            return new SigningKey(secret, lines.get(1));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(file + " is no key; delete it, and a new one is made", e);
        }
    }

    private static void create(Path file) throws IOException {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
        Base64.Encoder base64 = Base64.getEncoder();
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "key",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                        + base64.encodeToString(pair.getPublic().getEncoded()) + "\n");
        try {
            // A link fails if there is a file, so of two deployments that make a key only one succeeds.
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // The other key is used.
        } finally {
            Files.delete(fresh);
        }
    }

    /** Returns the signature of a text, in base64. */
    String sign(byte[] text) throws IOException {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("the record cannot be signed: " + e.getMessage(), e);
        }
    }
}
