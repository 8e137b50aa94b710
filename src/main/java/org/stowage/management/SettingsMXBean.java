package org.stowage.management;

import java.util.List;
import java.util.Map;

/**
 * The settings in force. They follow the server's configuration within a second; here they can be changed where that has no
 * console, as on Tomcat. What is wrong is an {@link IllegalArgumentException} that says so, and changes nothing.
 */
public interface SettingsMXBean {

    /** Returns all settings: of secrets three asterisks, of what is not set the default in parentheses. */
    Map<String, String> getInForce();

    /** Returns what is wrong with the configuration, so that an older one is in force; empty if it is the one in force. */
    String getRefused();

    /** Returns the settings that were changed here. */
    List<String> getChangedHere();

    /**
     * Changes a setting, with or without the prefix {@code stowage.}, until the deployment ends; returns what changed. In a list a
     * comma may be written {@code %2C}: Tomcat's JMX proxy takes commas for itself.
     */
    String change(String setting, String value);

    /** Ends what {@link #change} began: the configuration counts again; returns what changed. */
    String restore(String setting);

    /** Looks at the configuration at once; returns what changed. */
    String reload();
}
