/**
 * What happened in the last hour, day, month and year: how many uploads, downloads, bytes and refusals, in a file that
 * outlasts the deployment.
 *
 * <ol>
 *   <li>The size is bounded: each span has so many intervals and no more
 *       ({@link org.stowage.management.history.Span}), a year with one refusal code some 60 KiB.
 *   <li>Requests do not come here. Once a minute the counters are read, and what was added since is booked at that time
 *       ({@link org.stowage.management.history.HistoryRecorder}). A process that is killed loses the last minute.
 *   <li>The file is synced and then replaced by a rename, and only if something has happened. One that cannot be read is started anew, with one line in the log: nothing
 *       but the plots depends on it.
 *   <li>Intervals go by their number, not by their age, and those farthest from the clock go first. So a clock that was
 *       wrong for a while does not erase what was recorded before, and what it has made gives way when it is right again.
 * </ol>
 *
 * <p>Not here: the counters ({@code management.metrics}); other nodes, which keep their own.
 */
@NullMarked
package org.stowage.management.history;

import org.jspecify.annotations.NullMarked;
