package org.stowage.token.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** The lengths that an XMPP server may have signed. */
final class LengthVariations {

    /** The sizes of tags and nonces that encryption adds, their sums, and off-by-one errors. */
    private static final long[] USUAL = {16, -16, 28, -28, 12, -12, 32, -32, 1, -1};

    private LengthVariations() {}

    /** Returns the lengths; the right one comes first. */
    static List<Variation<Long>> of(long length) {
        List<Variation<Long>> lengths = new ArrayList<>();
        lengths.add(Variation.right(length));
        for (long difference : USUAL) {
            if (length + difference >= 0) {
                lengths.add(other(length + difference, length));
            }
        }
        if (length != 0) {
            lengths.add(other(0, length));
        }
        lengths.add(other(-1, length));
        return lengths;
    }

    static Variation<Long> other(long signed, long sent) {
        return Variation.wrong(signed, sentence(signed, sent));
    }

    private static String sentence(long signed, long sent) {
        String start = "The length that was signed is " + signed + ", and the upload has " + sent + " bytes";
        long more = Math.abs(sent - signed);
        if (more == 16 || more == 28) {
            return start + ": " + more + " bytes are what encryption adds. The client has requested the slot with the"
                    + " size before encryption, or something on the way has changed the file.";
        }
        return signed < 0
                ? start + ": the XMPP server has signed a length that no file has."
                : start + ": the client must upload exactly as many bytes as it has requested the slot for.";
    }
}
