package io.pteroorders.storage.json;

import com.google.common.primitives.Bytes;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Quarantine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What is left of an erased person in a data directory beside the orders: copies of before, and what was set aside. */
final class Traces {

    private static final int BLOCK = 1 << 16;

    private final Disk disk;

    Traces(Disk disk) {
        this.disk = disk;
    }

    /**
     * Removes them: all that was set aside and names the person.
     *
     * @throws IOException if something is left; it can be done again
     */
    void remove(PersonId person) throws IOException {
        List<byte[]> names = Stream.concat(Stream.of(person.text()), person.phoneDigits().stream())
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        Disk aside = disk.directory(Quarantine.NAME);
        for (String file : aside.list()) {
            if (holdsAny(aside, file, names)) {
                aside.delete(file);
            }
        }
        aside.sync();
    }

    private static boolean holdsAny(Disk directory, String name, List<byte[]> words) throws IOException {
        int longest = words.stream().mapToInt(word -> word.length).max().orElse(0);
        try (Disk.OpenFile file = directory.openToRead(name)) {
            for (long at = 0; at < file.size(); at += BLOCK) {
                byte[] block = read(file, at, BLOCK + longest);
                if (words.stream().anyMatch(word -> Bytes.indexOf(block, word) >= 0)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static byte[] read(Disk.OpenFile file, long from, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, file.size() - from));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // reads on
        }
        return bytes.array();
    }
}
