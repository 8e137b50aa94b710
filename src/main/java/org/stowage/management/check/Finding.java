package org.stowage.management.check;

/**
 * Something about the server or the settings that does harm, or may.
 *
 * @param severity how much
 * @param code a word that never changes
 * @param sentence what it is and what comes of it
 * @param fix what ends it: a line to type, or what to change
 */
public record Finding(Severity severity, String code, String sentence, String fix) {

    /** How much harm it does. */
    public enum Severity {
        /** None yet: good to know. */
        NOTE,
        /** Uploads fail, files may be lost, or strangers may do what they should not. */
        WARNING
    }

    static Finding warning(String code, String sentence, String fix) {
        return new Finding(Severity.WARNING, code, sentence, fix);
    }

    static Finding note(String code, String sentence, String fix) {
        return new Finding(Severity.NOTE, code, sentence, fix);
    }

    /** Returns it in one line: what it is, and what ends it. */
    @Override
    public String toString() {
        return sentence + " Fix: " + fix;
    }

    /** Returns that line with its severity and code before it. */
    String line() {
        return severity + " " + code + ": " + this;
    }

    /** What came by the network must not forge a line. */
    static String visible(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
