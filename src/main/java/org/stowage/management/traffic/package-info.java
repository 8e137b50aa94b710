/**
 * What requests are doing now, and which were refused lately.
 *
 * <ol>
 *   <li>The code that handles requests adds to the objects here. Only transfers that do not end at once are added, so
 *       most requests cost nothing here.
 *   <li>Memory is bounded: {@link org.stowage.management.traffic.RecentRefusals} keeps the last refusals only.
 *   <li>The query of a refused request holds a token. It is kept in memory for the answer of {@code explain}, and never
 *       shown.
 * </ol>
 *
 * <p>Not here: counters ({@code management.metrics}).
 */
@NullMarked
package org.stowage.management.traffic;

import org.jspecify.annotations.NullMarked;
