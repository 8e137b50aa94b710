/**
 * The URLs below {@code /-/}: who may call them, and how calls are routed.
 *
 * <ol>
 *   <li>First it is decided from where a request comes ({@link org.stowage.management.admin.AdminRouter}): to the world there is nothing, and
 *       nobody can try passwords. Then the server's own security says who it is, and whether they have the role
 *       ({@link org.stowage.management.admin.AdminServlet}). No session is made: a cookie would be a second key.
 *   <li>A URL there has one spelling, no CORS header, and no key of a file: {@code http} gives none for such a path.
 *   <li>GET changes nothing, POST takes JSON only, so that no page of another site can send one.
 *   <li>Who gives an order is told to whoever carries it out, for the audit log: the user who logged in here, or by JMX
 *       ({@link org.stowage.management.admin.JmxUser}).
 *   <li>What a call does is an {@link org.stowage.management.admin.AdminCall} of another room.
 * </ol>
 *
 * <p>Not here: any of the calls.
 */
@NullMarked
package org.stowage.management.admin;

import org.jspecify.annotations.NullMarked;
