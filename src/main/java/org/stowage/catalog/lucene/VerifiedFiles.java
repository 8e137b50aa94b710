package org.stowage.catalog.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.util.StringHelper;

/** The files of segments whose checksums were right: they never change, so whoever opens one commit after another reads each once. */
final class VerifiedFiles {

    private Set<String> verified = Set.of();

    /**
     * Reads the files of a commit that were not yet.
     *
     * @throws org.apache.lucene.index.CorruptIndexException if one is damaged
     */
    void check(PlainDirectory directory, SegmentInfos commit) throws IOException {
        Set<String> checked = new HashSet<>();
        for (SegmentCommitInfo segment : commit) {
            String id = StringHelper.idToString(segment.info.getId());
            for (String name : segment.files()) {
                if (!verified.contains(id + name)) {
                    directory.check(name);
                }
                checked.add(id + name);
            }
        }
        verified = checked;
    }

    /** Has all files read again. */
    void forget() {
        verified = Set.of();
    }
}
