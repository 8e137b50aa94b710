package org.stowage.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A server as a program: what it needs in its folder, and how it is called. */
sealed interface Program permits BareStore, Nginx, NullProgram, ProxiedNodes, Tomcat, WildFly {

    /** Fills the empty folder of the site. */
    void prepare(Site site) throws IOException, InterruptedException;

    /** The command line that starts it in the folder of the site. */
    List<String> command(Site site);

    /** What it finds in its environment beside what we have in ours. */
    Map<String, String> environment(Site site);

    /** Tells whether it takes uploads; the files of one that does not are put into its store. */
    default boolean takesUploads() {
        return true;
    }

    /** The folder, below its store, that holds nothing but finished files. */
    default String filesFolder() {
        return "files";
    }
}
