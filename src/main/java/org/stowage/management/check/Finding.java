package org.stowage.management.check;

/**
 * A problem of the server or the settings.
 *
 * @param severity how much harm it does
 * @param code a word that never changes
 * @param sentence what the problem is and what it causes
 * @param fix what solves it: a command, or what to change
 */
public record Finding(Severity severity, String code, String sentence, String fix) {

    /** How much harm it does. */
    public enum Severity {
        /** It does no harm now. */
        NOTE,
        /** Uploads fail, files may be lost, or strangers may get access. */
        WARNING
    }

    static Finding warning(String code, String sentence, String fix) {
        return new Finding(Severity.WARNING, code, sentence, fix);
    }

    static Finding note(String code, String sentence, String fix) {
        return new Finding(Severity.NOTE, code, sentence, fix);
    }

    /** Returns one line: the sentence and the fix. */
    @Override
    public String toString() {
        return sentence + " Fix: " + fix;
    }

    /** Returns the same line with severity and code before it. */
    String line() {
        return severity + " " + code + ": " + this;
    }

    /** Replaces control characters and non-ASCII characters, so that text from the network cannot forge a line. */
    static String visible(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
