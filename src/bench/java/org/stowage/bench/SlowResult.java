package org.stowage.bench;

/**
 * How a server coped with slow clients. Times in milliseconds.
 *
 * @param clients slow uploads, and as many slow downloads
 * @param uploads how many were stored, and read back right
 * @param downloads how many came whole and right
 * @param heapKiB heap for each slow client, after a collection; 0 if not known
 * @param residentKiB memory of the processes for each slow client
 * @param threads how many more than before
 * @param openFiles how many more than before
 * @param late how far the generator fell behind its plan
 */
public record SlowResult(
        String target,
        int clients,
        long uploads,
        long downloads,
        Times unloaded,
        Times loaded,
        double heapKiB,
        double residentKiB,
        long threads,
        long openFiles,
        long late,
        String fault) {

    /** What a fast client saw. */
    public record Times(double headP50, double headP99, double putP50, double putP99) {

        static Times of(FastClient client) {
            return new Times(
                    client.heads().millis(0.5),
                    client.heads().millis(0.99),
                    client.puts().millis(0.5),
                    client.puts().millis(0.99));
        }
    }
}
