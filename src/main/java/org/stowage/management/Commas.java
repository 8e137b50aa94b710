package org.stowage.management;

/** Commas in what admins type: Tomcat's JMX proxy splits parameters at each, with no way to keep one, so {@code %2C} is one too. */
final class Commas {

    private Commas() {}

    /** Returns the text with its commas. */
    static String of(String text) {
        return text.replace("%2C", ",").replace("%2c", ",");
    }
}
