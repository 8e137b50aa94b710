package org.stowage.management.check;

import java.util.List;

/** One check of the self-check. It returns no findings if it cannot read the state. */
interface Check {

    List<Finding> findings();
}
