package org.stowage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The application servers we know: where they keep data, and how their admins set a property. */
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

    /** Returns the server that this is: the first whose directory is known. */
    static Server current() {
        return Stream.of(values())
                .filter(server -> System.getProperty(server.directoryProperty) != null)
                .findFirst()
                .orElse(OTHER);
    }

    /** Returns the directory that survives redeployment and restart. */
    Path dataDirectory() {
        return directory(directoryProperty);
    }

    /** Returns the directory where the server has its own logs, unless its admin has said otherwise. */
    Path logDirectory() {
        return directory(logProperty).resolve(logFolder);
    }

    /** Returns what to tell an admin who has not set the secret; short lines, for WildFly's console cuts long ones off. */
    String howToSet() {
        return howToSet;
    }

    private static Path directory(String property) {
        return Path.of(Optional.ofNullable(System.getProperty(property)).orElse("."))
                .toAbsolutePath();
    }
}
