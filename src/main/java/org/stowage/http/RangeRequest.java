package org.stowage.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a {@code Range} header requests of a file of known size (RFC 9110 §14.1.2, §14.2). */
sealed interface RangeRequest {

    /** Beyond this many ranges, the header fields of the parts cost more than the ranges save. */
    int MAX_RANGES = 16;

    /** The whole file: no header, another unit, a malformed value, overlapping ranges, or too many ranges (§17.15). */
    record Whole() implements RangeRequest {}

    /** Only ranges outside the file: 416. */
    record Unsatisfiable() implements RangeRequest {}

    /**
     * One or more parts of the file.
     *
     * @param ranges at least one, in the order asked for
     */
    record Parts(List<ByteRange> ranges) implements RangeRequest {}

    /** Reads the value of the header. */
    static RangeRequest of(String header, long size) {
        String[] unitAndSet = header.split("=", 2);
        if (unitAndSet.length < 2 || !unitAndSet[0].strip().equalsIgnoreCase("bytes")) {
            return new Whole();
        }
        List<String> specs = elements(unitAndSet[1]);
        List<ByteRange> ranges = new ArrayList<>();
        for (String text : specs) {
            Optional<Spec> spec = Spec.parse(text);
            if (spec.isEmpty()) {
                return new Whole();
            }
            spec.get().within(size).ifPresent(ranges::add);
        }
        return specs.isEmpty() ? new Whole() : of(ranges);
    }

    /** Empty list elements are ignored (§5.6.1.2). */
    private static List<String> elements(String list) {
        return Stream.of(list.split(",", -1))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private static RangeRequest of(List<ByteRange> ranges) {
        if (ranges.isEmpty()) {
            return new Unsatisfiable();
        }
        return ranges.size() > MAX_RANGES || anyOverlap(ranges) ? new Whole() : new Parts(List.copyOf(ranges));
    }

    private static boolean anyOverlap(List<ByteRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.subList(0, i).stream().anyMatch(ranges.get(i)::overlaps)) {
                return true;
            }
        }
        return false;
    }

    /**
     * One range as the header field has it, independent of the size of the file.
     *
     * @param first the first position, or for a suffix the number of bytes
     * @param last the last position; {@link Long#MAX_VALUE} if none is given
     * @param suffix whether the range is the last bytes of the file
     */
    record Spec(long first, long last, boolean suffix) {

        private static final Pattern TEXT = Pattern.compile("(\\d*)-(\\d*)");

        /** Returns nothing if the text is not a range. Numbers that do not fit become {@link Long#MAX_VALUE}. */
        static Optional<Spec> parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches() || text.length() == 1) {
                return Optional.empty();
            }
            if (matcher.group(1).isEmpty()) {
                return Optional.of(new Spec(number(matcher.group(2)), Long.MAX_VALUE, true));
            }
            long first = number(matcher.group(1));
            long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : number(matcher.group(2));
            return first > last ? Optional.empty() : Optional.of(new Spec(first, last, false));
        }

        /** Returns the part of the range that lies within a file of that size, if any. */
        Optional<ByteRange> within(long size) {
            long start = suffix ? Math.max(0, size - first) : first;
            long end = Math.min(last, size - 1);
            return start > end ? Optional.empty() : Optional.of(new ByteRange(start, end - start + 1));
        }

        private static long number(String digits) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException tooLarge) {
                return Long.MAX_VALUE;
            }
        }
    }
}
