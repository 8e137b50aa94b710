package org.stowage.storage.s3;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Sha256;
import org.stowage.storage.Words;
import org.stowage.storage.format.MarkerText;
import org.stowage.storage.format.TimeText;

/**
 * The keys of the objects, as the local store names its files.
 *
 * @param prefix of all
 */
record ObjectNames(String prefix) {

    static final int SHARDS = 256;

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    String of(Fingerprint name) {
        String hex = name.toString();
        return prefix + "files/" + hex.substring(0, 2) + "/" + hex;
    }

    /** Returns what the keys of a shard begin with. */
    String ofShard(int shard) {
        return prefix + "files/" + HexFormat.of().toHexDigits((byte) shard) + "/";
    }

    static int shardOf(FileKey key) {
        return Fingerprint.of(key).firstByte();
    }

    /** Returns whose entry a key of a shard is; nothing if the object is none of ours. */
    Optional<Fingerprint> fingerprintOf(String key) {
        return Optional.of(lastOf(key))
                .filter(hex -> NAME.matcher(hex).matches())
                .map(Fingerprint::parse)
                .filter(name -> of(name).equals(key));
    }

    String of(Ban.Kind kind, String value) {
        byte[] hash = Sha256.start().digest(value.getBytes(StandardCharsets.UTF_8));
        return ofBans(kind) + HexFormat.of().formatHex(hash);
    }

    /** Returns what the keys of all bans begin with. */
    String ofBans() {
        return prefix + "bans/";
    }

    /** Returns what the keys of a kind begin with. */
    String ofBans(Ban.Kind kind) {
        return ofBans() + Words.of(kind) + "/";
    }

    String marker() {
        return prefix + MarkerText.NAME;
    }

    String time() {
        return prefix + TimeText.NAME;
    }

    /** Returns the key of an object that somebody tries something with. */
    String probe(String id) {
        return prefix + "probe/" + id;
    }

    private static String lastOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
