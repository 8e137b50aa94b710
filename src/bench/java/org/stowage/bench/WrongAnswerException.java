package org.stowage.bench;

import java.io.IOException;

/** An answer that is not the right one: it must never count as work done. */
final class WrongAnswerException extends IOException {

    WrongAnswerException(Request request, String fault) {
        super(request.method() + " " + request.sample().path() + ": " + fault);
    }
}
