package org.stowage.management.check;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.stowage.management.check.Finding.Severity;

/**
 * Logs the findings of the self-check when a deployment starts: its own at once, and those about the server when the
 * server has started, because listeners may start after deployments. It has one thread, which ends by itself or when
 * this object is closed.
 */
public final class StartupCheck implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.check");
    private static final int STEP_MILLIS = 500;
    private static final int MOST_STEPS = 240;
    /** How long to wait for a server whose state is not known. */
    private static final int STEPS_WITHOUT_WORD = 10;

    private final SelfCheck check;
    private final Thread thread;

    /** Logs the first findings, and starts the thread for the others. */
    public StartupCheck(SelfCheck check) {
        this.check = check;
        List<Finding> found = check.ownFindings();
        found.forEach(StartupCheck::log);
        this.thread = new Thread(() -> later(warnings(found)), "stowage-self-check");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STEP_MILLIS * 10L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(long warned) {
        try {
            for (int step = 0; step < MOST_STEPS && !hasStarted(step); step++) {
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException undeployed) {
            return;
        }
        List<Finding> found = check.serversFindings();
        found.forEach(StartupCheck::log);
        LOG.info(summary(warned + warnings(found)));
    }

    private static String summary(long warnings) {
        return warnings == 0
                ? "Self-check: nothing to complain about."
                : "Stowage is running. Its self-check has " + warnings + (warnings == 1 ? " warning" : " warnings")
                        + ", each with its fix; selfCheck of the MXBean type=Diagnosis lists them again.";
    }

    private static long warnings(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .count();
    }

    private static void log(Finding finding) {
        if (finding.severity() == Severity.WARNING) {
            LOG.warning(finding::toString);
        }
    }

    private static boolean hasStarted(int step) {
        String wildfly = word("jboss.as:management-root=server", "serverState");
        String tomcat = word("Catalina:type=Server", "stateName");
        if (wildfly.isEmpty() && tomcat.isEmpty()) {
            return step >= STEPS_WITHOUT_WORD;
        }
        return tomcat.equals("STARTED") || !(wildfly.isEmpty() || wildfly.equals("starting"));
    }

    private static String word(String name, String attribute) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            return String.valueOf(server.getAttribute(new ObjectName(name), attribute));
        } catch (JMException | RuntimeException absent) {
            return "";
        }
    }
}
