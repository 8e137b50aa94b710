package org.stowage.management.check;

import java.util.List;

/** Looks at one thing that may be wrong; says nothing where that cannot be seen. */
interface Check {

    List<Finding> findings();
}
