package org.stowage;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.stowage.config.LiveSettings;
import org.stowage.nodes.NodeIdentity;
import org.stowage.nodes.NodeReport;
import org.stowage.nodes.Nodes;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.Sweeper;

/** Produces what several nodes over one store need. */
@Dependent
public final class NodesWiring {

    @Produces
    @Singleton
    static NodeIdentity identity(ContextPath deployment) {
        String place = host() + ":" + Server.current().dataDirectory() + deployment.get();
        return new NodeIdentity(UUID.randomUUID().toString(), place, ManagementWiring.version());
    }

    @Produces
    @Singleton
    static StoreNodes nodes(
            LiveSettings settings,
            OpenStore store,
            NodeIdentity own,
            RetainingRepository repository,
            Instance<Sweeper> sweeper) {
        return new StoreNodes(settings.get()
                .catalog()
                .dataSource()
                .map(name -> new Nodes(
                        own,
                        new DataSourceNodes(name, store.id()),
                        repository.shareUsage(own.id()),
                        () -> new NodeReport.State(
                                SettingsTranslation.fingerprint(settings.get()),
                                sweeper.get().isSweeping()),
                        System::nanoTime)));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
