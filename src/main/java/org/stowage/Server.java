package org.stowage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The known application servers: where they keep data and logs, and how an admin sets a property. */
enum Server {
    WILDFLY("jboss.server.data.dir", "jboss.server.log.dir", "", """
            On WildFly set it in the console:
              Configuration, System Properties, View, Add: stowage.secret
            or in the CLI:
              /system-property=stowage.secret:add(value=…)
            or as environment variable STOWAGE_SECRET."""),
    TOMCAT(
            "catalina.base",
            "catalina.base",
            "logs",
            "On Tomcat set it as environment variable STOWAGE_SECRET in bin/setenv.sh, or as <Parameter"
                    + " name=\"stowage.secret\" value=\"…\" override=\"false\"/> in"
                    + " conf/Catalina/localhost/<context>.xml."),
    OTHER(
            "user.dir",
            "user.dir",
            "",
            "Set it as system property stowage.secret or environment variable STOWAGE_SECRET.");

    private final String directoryProperty;
    private final String logProperty;
    private final String logFolder;
    private final String howToSet;

    Server(String directoryProperty, String logProperty, String logFolder, String howToSet) {
        this.directoryProperty = directoryProperty;
        this.logProperty = logProperty;
        this.logFolder = logFolder;
        this.howToSet = howToSet;
    }

    /** Returns the server that runs this code: the first whose directory property is set. */
    static Server current() {
        return Stream.of(values())
                .filter(server -> System.getProperty(server.directoryProperty) != null)
                .findFirst()
                .orElse(OTHER);
    }

    /** Returns the server's data directory, which survives redeployment and restart. */
    Path dataDirectory() {
        return directory(directoryProperty);
    }

    /** Returns the server's default directory for its own logs. */
    Path logDirectory() {
        return directory(logProperty).resolve(logFolder);
    }

    /**
     * Returns how to set the secret, for an admin who has not set it. The lines are short, because WildFly's console
     * cuts long ones off.
     */
    String howToSet() {
        return howToSet;
    }

    private static Path directory(String property) {
        return Path.of(Optional.ofNullable(System.getProperty(property)).orElse("."))
                .toAbsolutePath();
    }
}
