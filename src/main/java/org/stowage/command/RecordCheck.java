package org.stowage.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that checks the record of an erasure: that no line was changed, and who has signed it. It asks no server.
 *
 * @param file the record
 */
record RecordCheck(Path file) {

    private static final Pattern END = Pattern.compile("\\{\"sha256\":\"([0-9a-f]{64})\",\"algorithm\":\"Ed25519\","
            + "\"signature\":\"([A-Za-z0-9+/=]+)\",\"publicKey\":\"([A-Za-z0-9+/=]+)\"}");

    /** The last line has some 300 bytes. */
    private static final int LONGEST_END = 1_000;

    /**
     * Checks the record, and returns the exit status.
     *
     * @throws IOException if it cannot be read
     */
    int run(PrintStream out) throws IOException {
        try {
            String last = last();
            Matcher end = END.matcher(last);
            boolean right = end.matches()
                    && digest(Files.size(file) - last.length() - 1).equals(end.group(1));
            if (right && isSigned(end)) {
                out.println("The record is whole, and signed with the key " + end.group(3) + ".");
                out.println("passed");
                return Task.PASSED;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            out.println("The signature cannot be read.");
        }
        out.println("The record was changed, or is not signed.");
        out.println("failed");
        return Task.FAILED;
    }

    private String last() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - LONGEST_END));
            String[] lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1);
            return lines.length < 2 ? "" : lines[lines.length - 2];
        }
    }

    private String digest(long length) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 << 10];
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static boolean isSigned(Matcher end) throws GeneralSecurityException {
        Base64.Decoder base64 = Base64.getDecoder();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(base64.decode(end.group(3)))));
        signature.update(end.group(1).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(base64.decode(end.group(2)));
    }
}
