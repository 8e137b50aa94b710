package org.stowage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the Tomcats that the build has unpacked, with {@code upload.war}, or with its own DefaultServlet over the store.
 *
 * @param home where it is unpacked; not written to
 * @param tuning more attributes of the connector
 * @param takesUploads false for the DefaultServlet: it makes no folder for a file
 */
record Tomcat(Path home, String tuning, boolean takesUploads) implements Program {

    @Override
    public void prepare(Site site) throws IOException {
        Path conf = Files.createDirectories(site.folder().resolve("conf"));
        Files.copy(home.resolve("conf/web.xml"), conf.resolve("web.xml"));
        Files.copy(home.resolve("conf/logging.properties"), conf.resolve("logging.properties"));
        String server = Files.readString(Path.of("src/bench/tomcat/server.xml"));
        Files.writeString(conf.resolve("server.xml"), server.replace("<Connector ", "<Connector " + tuning + " "));
        Files.createDirectories(site.folder().resolve("temp"));
        Path webapps = Files.createDirectories(site.folder().resolve("webapps"));
        if (takesUploads) {
            Files.copy(site.war(), webapps.resolve("upload.war"));
        } else {
            Path contexts = Files.createDirectories(conf.resolve("Catalina/localhost"));
            Path files = Files.createDirectories(site.store().resolve(filesFolder()));
            Files.writeString(contexts.resolve("upload.xml"), "<Context docBase=\"" + files + "\"/>");
        }
    }

    @Override
    public List<String> command(Site site) {
        return List.of("sh", home.resolve("bin/catalina.sh").toString(), "run");
    }

    @Override
    public Map<String, String> environment(Site site) {
        Map<String, String> environment = new HashMap<>(site.settings());
        environment.put("CATALINA_HOME", home.toString());
        environment.put("CATALINA_BASE", site.folder().toString());
        environment.put("JRE_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", site.javaOptions());
        environment.put("CATALINA_OPTS", "-Dbench.port=" + site.port());
        return environment;
    }
}
