package org.stowage.http.tomcat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.nio.file.Path;
import java.util.Optional;
import org.stowage.http.BodyWay;
import org.stowage.http.ByteRange;
import org.stowage.http.DownloadPlan;
import org.stowage.http.Exchange;
import org.stowage.storage.FileRegion;
import org.stowage.storage.FileRepository;
import org.stowage.storage.KeptFile;
import org.stowage.storage.StoredFile;

/**
 * Tomcat's own {@code sendfile}: request attributes tell the connector which range of a file to send after the servlet
 * has returned.
 *
 * @param repository the files
 */
public record TomcatSendfile(FileRepository repository) implements BodyWay {

    private static final String CONTEXT = "org.apache.catalina.core.ApplicationContextFacade";
    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    /** Tells whether a context is Tomcat's. */
    public static boolean knows(ServletContext context) {
        return context.getClass().getName().equals(CONTEXT);
    }

    @Override
    public boolean send(Exchange exchange, DownloadPlan plan, StoredFile file, Optional<KeptFile> kept) {
        ServletRequest request = exchange.request();
        Optional<ByteRange> stretch = plan.stretch();
        TomcatSocket.prepare(request, stretch.map(ByteRange::length).orElse(0L));
        if (stretch.isEmpty()
                || repository.mayStall()
                || !Boolean.TRUE.equals(request.getAttribute(SENDFILE + "support"))) {
            return false;
        }
        Optional<Path> path = repository.contentOf(file) instanceof FileRegion region
                ? region.path(stretch.get().length())
                : Optional.empty();
        if (path.isEmpty()) {
            return false;
        }
        exchange.begin(plan);
        request.setAttribute(SENDFILE + "filename", path.get().toString());
        request.setAttribute(SENDFILE + "start", stretch.get().first());
        request.setAttribute(SENDFILE + "end", stretch.get().last() + 1);
        exchange.meter().handedOver(stretch.get().length());
        return true;
    }

    @Override
    public String toString() {
        return "sent by Tomcat's sendfile where the connector has it";
    }
}
