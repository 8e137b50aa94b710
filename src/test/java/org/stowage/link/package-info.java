/**
 * A link as phones have it, on one machine: what tests and the benchmark put between a client and a server.
 *
 * <p>Not here: loss, and a limit of bytes per second.
 */
@NullMarked
package org.stowage.link;

import org.jspecify.annotations.NullMarked;
