/**
 * The URLs below {@code /-/}: which clients and users may call them, and how calls are routed.
 *
 * <ol>
 *   <li>First the address of the client is checked ({@link org.stowage.management.admin.AdminRouter}). Other clients
 *       get 404 before a login, so they cannot try passwords. Then the server's own security checks the user and the
 *       role ({@link org.stowage.management.admin.AdminServlet}). Only the files of the page, which are the same everywhere,
 *       need no login: each login costs a server that hashes passwords well a tenth of a second. There is no session, because a cookie would be a
 *       second credential.
 *   <li>A URL has only one spelling. No answer has CORS fields. No stored file has a key that begins with {@code -/}:
 *       {@code http} refuses it.
 *   <li>GET changes nothing, and POST takes JSON only, so pages of other sites cannot give orders.
 *   <li>The name of the user goes to the audit log: the user who logged in here, or by JMX
 *       ({@link org.stowage.management.admin.JmxUser}).
 *   <li>A call is an {@link org.stowage.management.admin.AdminCall} of another package.
 * </ol>
 *
 * <p>Not here: the calls.
 */
@NullMarked
package org.stowage.management.admin;

import org.jspecify.annotations.NullMarked;
