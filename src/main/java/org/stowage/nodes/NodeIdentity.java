package org.stowage.nodes;

/**
 * Which node it is. It stays the same until its deployment ends.
 *
 * @param id which no other node has, nor the same deployment after its next start
 * @param place the machine, the folder of the server and the context path; the same after the next start
 * @param version of Stowage
 */
public record NodeIdentity(String id, String place, String version) {}
