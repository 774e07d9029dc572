package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.RealDisk;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.table.FrozenOrders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes backups and removes those that the policy does not keep. A backup counts once it was read again and its digest
 * lies beside it; files without such a digest are somebody else's and are left alone.
 */
final class BackupFiles {

    private static final String DIGEST = ".sha256";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss", Locale.ROOT);
    private static final Pattern NAME =
            Pattern.compile("orders-backup-(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d)(?:-\\d+)?\\.json");
    private static final String TEMPORARY = "orders-backup.tmp-";
    private static final Pattern LEFTOVER = Pattern.compile("orders-backup\\.tmp-(\\d{1,18})(?:\\.sha256)?");

    private final Disk disk;
    private final BackupPolicy policy;
    private final Clock clock;

    /** The backups on a disk. */
    BackupFiles(Disk disk, BackupPolicy policy, Clock clock) {
        this.disk = disk;
        this.policy = policy;
        this.clock = clock;
    }

    /** The backups of a data directory. */
    static BackupFiles of(Path data, JsonStorageOptions options) throws IOException {
        BackupPolicy policy = options.backups();
        return new BackupFiles(RealDisk.in(policy.directory().orElse(data)), policy, options.clock());
    }

    /** Makes one; others are removed only when it is found right. */
    synchronized Backup make(FrozenOrders orders, Progress progress) throws IOException {
        removeLeftovers();
        String temporary = TEMPORARY + ProcessHandle.current().pid();
        SnapshotMark mark = Snapshots.write(
                disk, temporary, new Counted(orders, progress), 0, 0, RateLimiter.create(Double.MAX_VALUE));
        String name = publish(temporary);
        disk.delete(temporary);
        writeDigest(temporary + DIGEST, name, mark.sha256());
        disk.sync();
        removeOldBeside(name);
        return new Backup(Path.of(disk.describe(name)), mark.length(), mark.orders(), mark.sha256());
    }

    /** A process that was killed leaves its unfinished backup behind. */
    private void removeLeftovers() throws IOException {
        for (String name : disk.list()) {
            if (isLeftover(LEFTOVER.matcher(name))) {
                disk.delete(name);
            }
        }
    }

    private static boolean isLeftover(Matcher name) {
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    /** A link never takes the place of a file that is there. */
    private String publish(String temporary) throws IOException {
        String stamped = "orders-backup-" + TIME.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        String name = stamped + ".json";
        for (int copy = 2; !published(temporary, name); copy++) {
            name = stamped + "-" + copy + ".json";
        }
        return name;
    }

    /** A loss of power may have left a digest without its backup. */
    private boolean published(String temporary, String name) throws IOException {
        if (disk.exists(name + DIGEST)) {
            return false;
        }
        try {
            disk.link(temporary, disk, name);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    /** The digest makes a backup count, so it is there whole or not at all. */
    private void writeDigest(String temporary, String name, String sha256) throws IOException {
        disk.delete(temporary);
        try (Disk.OpenFile file = disk.create(temporary)) {
            file.write(ByteBuffer.wrap((sha256 + "  " + name + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            file.force();
        }
        disk.move(temporary, name + DIGEST);
    }

    /** The one just made stays, however old its name is by a clock that was put back. */
    private void removeOldBeside(String made) throws IOException {
        List<String> newestFirst = names();
        Set<String> kept = kept(newestFirst);
        kept.add(made);
        for (String name : newestFirst) {
            if (!kept.contains(name)) {
                disk.delete(name);
                disk.delete(name + DIGEST);
            }
        }
    }

    /** Which of these backups, newest first, the policy keeps. */
    private Set<String> kept(List<String> newestFirst) {
        Set<String> kept = new HashSet<>(newestFirst.subList(0, Math.min(policy.keepLast(), newestFirst.size())));
        kept.addAll(lastOfEach(newestFirst, LocalDateTime::toLocalDate, policy.keepDaily()));
        kept.addAll(lastOfEach(newestFirst, YearMonth::from, policy.keepMonthly()));
        return kept;
    }

    private static Set<String> lastOfEach(List<String> newestFirst, Function<LocalDateTime, Object> span, int spans) {
        Set<Object> seen = new HashSet<>();
        Set<String> last = new HashSet<>();
        for (String name : newestFirst) {
            if (seen.size() < spans && seen.add(span.apply(time(name)))) {
                last.add(name);
            }
        }
        return last;
    }

    private static boolean isDated(String name) {
        try {
            return time(name).getYear() > 0;
        } catch (IllegalArgumentException | DateTimeException somebodyElses) {
            return false;
        }
    }

    private static LocalDateTime time(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + " is not the name of a backup");
        }
        return LocalDateTime.parse(matcher.group(1), TIME);
    }

    /** The backups that were made and checked here, newest first. */
    ImmutableList<String> names() throws IOException {
        ImmutableSet<String> all = disk.list();
        return all.stream()
                .filter(name -> all.contains(name + DIGEST) && isDated(name))
                .sorted(Comparator.comparing(BackupFiles::time)
                        .thenComparing(String::length)
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .collect(ImmutableList.toImmutableList());
    }

    /** When the newest was made. */
    Optional<Instant> newest() throws IOException {
        return names().stream().findFirst().map(name -> time(name).toInstant(ZoneOffset.UTC));
    }

    /** The backups whose bytes are no longer those that were written. */
    ImmutableList<String> damaged() throws IOException {
        ImmutableList.Builder<String> damaged = ImmutableList.builder();
        for (String name : names()) {
            if (!Snapshots.sha256(disk, name).equals(digestOf(name))) {
                damaged.add(disk.describe(name));
            }
        }
        return damaged.build();
    }

    private String digestOf(String name) throws IOException {
        try (Disk.OpenFile file = disk.openToRead(name + DIGEST)) {
            ByteBuffer bytes = ByteBuffer.allocate(64);
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        }
    }
}
