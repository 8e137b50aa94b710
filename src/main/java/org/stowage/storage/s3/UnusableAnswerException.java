package org.stowage.storage.s3;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Something has answered that is not an S3-compatible store, or is not in order. */
final class UnusableAnswerException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the answer, as the end of a sentence. */
    UnusableAnswerException(String what) {
        super(SdkClientException.builder().message(what));
    }
}
