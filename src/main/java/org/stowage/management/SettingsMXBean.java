package org.stowage.management;

import java.util.List;
import java.util.Map;

/**
 * The settings in force. They follow the server's configuration within a second. On a server without a console, such as
 * Tomcat, they can be changed here. A wrong key or value is an {@link IllegalArgumentException} whose message says what
 * is wrong, and changes nothing.
 */
public interface SettingsMXBean {

    /** Returns all settings: a secret as three asterisks, a setting that is not set as its default in parentheses. */
    Map<String, String> getInForce();

    /** Returns why the current configuration was refused, so that an older one is in force; empty if it is in force. */
    String getRefused();

    /** Returns the settings that were changed here. */
    List<String> getChangedHere();

    /**
     * Changes a setting until the deployment ends, and returns what changed. The key may omit the prefix {@code
     * stowage.}. A list may have {@code %2C} in place of a comma, because Tomcat's JMX proxy splits parameters at
     * commas.
     */
    String change(String setting, String value);

    /** Reverts {@link #change}, so that the value in the configuration applies again, and returns what changed. */
    String restore(String setting);

    /** Reads the configuration now, and returns what changed. */
    String reload();
}
