package org.stowage.catalog.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.util.StringHelper;

/**
 * The segment files whose checksums were right. Such files never change, so each is read only once, even if one commit
 * after another is opened.
 */
final class VerifiedFiles {

    private Set<String> verified = Set.of();

    /**
     * Reads those files of a commit that were not read before.
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

    /** Makes the next check read all files. */
    void forget() {
        verified = Set.of();
    }
}
