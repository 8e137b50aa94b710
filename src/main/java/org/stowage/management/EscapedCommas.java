package org.stowage.management;

/**
 * Decodes {@code %2C} to a comma, because Tomcat's JMX proxy splits parameters at every comma and has no escape for it.
 */
final class EscapedCommas {

    private EscapedCommas() {}

    /** Returns the text with a comma in place of each {@code %2C}. */
    static String decode(String text) {
        return text.replace("%2C", ",").replace("%2c", ",");
    }
}
