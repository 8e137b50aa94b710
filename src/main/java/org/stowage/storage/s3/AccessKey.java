package org.stowage.storage.s3;

/**
 * What requests are signed with.
 *
 * @param id which is no secret
 * @param secret which is
 */
public record AccessKey(String id, String secret) {

    @Override
    public String toString() {
        return "***";
    }
}
