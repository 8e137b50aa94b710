package org.stowage.management;

/** Lets admins write a comma as {@code %2C}: Tomcat's JMX proxy splits parameters at each comma, with no way to keep one. */
final class EscapedCommas {

    private EscapedCommas() {}

    /** Returns the text with each {@code %2C} as a comma. */
    static String decode(String text) {
        return text.replace("%2C", ",").replace("%2c", ",");
    }
}
