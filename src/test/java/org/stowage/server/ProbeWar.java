package org.stowage.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An application that answers every request with what the server tells it about the client. */
final class ProbeWar {

    /** The first word of its answers. */
    static final String REACHED = "reached";

    private static final String PAGE = "<%@page contentType=\"text/plain\"%>" + REACHED
            + " <%=request.getRemoteAddr()%> <%=request.getScheme()%> <%=request.getServerName()%>"
            + " <%=request.getServerPort()%> <%=request.isSecure()%>";

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                <servlet><servlet-name>probe</servlet-name><jsp-file>/probe.jsp</jsp-file></servlet>
                <servlet-mapping><servlet-name>probe</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
            </web-app>
            """;

    private ProbeWar() {}

    /** Deploys it below a path, which begins with a slash. */
    static void deploy(ServerFolder folder, String path) throws IOException {
        Path war = Files.createTempFile(folder.path(), "probe", ".war");
        write(war, path);
        folder.deploy(war, path.substring(1).replace('/', '#'));
    }

    private static void write(Path war, String path) throws IOException {
        Map<String, String> files = Map.of(
                "probe.jsp", PAGE,
                "WEB-INF/web.xml", WEB_XML,
                "WEB-INF/jboss-web.xml", "<jboss-web><context-root>" + path + "</context-root></jboss-web>");
        try (OutputStream out = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
