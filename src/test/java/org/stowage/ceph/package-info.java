/**
 * A real Ceph cluster for tests, all of it on 127.0.0.1.
 *
 * <ol>
 *   <li>It runs only with {@code mvn verify -Pceph}: it needs Debian's packages, two gigabytes of memory and a third of an hour.
 *   <li>It is made anew for each JVM, in a temporary folder, without authentication between its own daemons.
 *   <li>A daemon is killed and started by its process; nothing else of this machine is touched.
 * </ol>
 *
 * <p>Not here: the tests. Those of the store are those of every build ({@link org.stowage.storage.s3}), those with nodes are in
 * {@link org.stowage.server}.
 */
@NullMarked
package org.stowage.ceph;

import org.jspecify.annotations.NullMarked;
