package org.stowage.bench;

/**
 * The memory of a server with a small heap under many large transfers at once, in MiB.
 *
 * @param heap the largest heap it may have
 * @param heapIdle after a collection, before
 * @param heapMost after the fullest collection, meanwhile
 * @param residentIdle memory of the processes before
 * @param residentMost the most memory meanwhile
 */
public record MemoryResult(
        String target,
        String what,
        String heap,
        long heapIdle,
        long heapMost,
        long residentIdle,
        long residentMost,
        long threads,
        long bad,
        String fault) {}
