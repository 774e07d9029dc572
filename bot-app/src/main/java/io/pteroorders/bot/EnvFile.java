package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of settings, one {@code NAME=value} a line, read as systemd reads it, except that a comment may follow a value.
 * A line that is anything else is an error with its number, and is never quoted, since it may hold a secret.
 */
final class EnvFile {

    /** What is read before any file is. */
    private static final ImmutableSet<String> ENVIRONMENT_ONLY = ImmutableSet.of("LOG_LEVEL", "JAVA_OPTS");

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern EXPORT = Pattern.compile("export\\s+\\w+=.*");
    private static final Pattern LINE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");
    private static final Pattern COMMENT = Pattern.compile("\\s#.*");
    private static final Pattern QUOTED = Pattern.compile("(" + SettingText.QUOTED + ")(?:\\s+#.*)?");

    /**
     * What a file says.
     *
     * @param settings by name
     * @param problems what is wrong with it, each in a sentence
     */
    record Content(ImmutableMap<String, String> settings, ImmutableList<String> problems) {}

    private final Path file;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private EnvFile(Path file) {
        this.file = file;
    }

    /** What a file says; nothing if it is not there. */
    static Content read(Path file) {
        EnvFile env = new EnvFile(file);
        if (Files.exists(file)) {
            env.take(env.text());
        }
        return new Content(ImmutableMap.copyOf(env.settings), ImmutableList.copyOf(env.problems));
    }

    private String text() {
        if (!Files.isRegularFile(file)) {
            problems.add(file + " must be a file with one NAME=value a line, and is none");
            return "";
        }
        try {
            return decoded(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            problems.add(file + " cannot be read by this user; the user that runs the bot must be its owner");
            return "";
        }
    }

    private String decoded(ByteBuffer bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult end = utf8.decode(bytes, text, true);
        text.flip();
        if (end.isError()) {
            long line = 1 + text.chars().filter(c -> c == '\n').count();
            problems.add(file + ", line " + line + " is not UTF-8: save the file in the encoding UTF-8");
            return "";
        }
        return text.toString();
    }

    private void take(String text) {
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<String> all = content.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            String line = SettingText.trimmed(all.get(i));
            if (!line.isEmpty() && !line.startsWith("#")) {
                take(line, i + 1);
            }
        }
    }

    private void take(String line, int number) {
        Matcher setting = LINE.matcher(line);
        if (!setting.matches()) {
            problem(
                    number,
                    EXPORT.matcher(line).matches()
                            ? "begins with export: leave that out"
                            : "is not NAME=value, such as OWNER_NUMBER=0812-3456-7890");
            return;
        }
        String name = setting.group(1);
        Integer before = lines.put(name, number);
        if (before != null) {
            problem(number, "sets " + name + ", as line " + before + " does: keep one of them");
        }
        if (ENVIRONMENT_ONLY.contains(name)) {
            problem(number, "sets " + name + ", which is read from the environment only");
            return;
        }
        settings.put(name, value(setting.group(2), number, name));
    }

    private String value(String text, int number, String name) {
        String value = text.strip();
        if (!value.startsWith("\"") && !value.startsWith("'")) {
            return COMMENT.matcher(text).replaceFirst("").strip();
        }
        Matcher quoted = QUOTED.matcher(value);
        if (!quoted.matches()) {
            String quote = value.substring(0, 1);
            problem(
                    number,
                    "begins the value of " + name + " with " + quote + " and does not end it with one: put " + quote
                            + " around the whole value, or leave it out");
            return "";
        }
        return SettingText.unquoted(quoted.group(1));
    }

    private void problem(int line, String what) {
        problems.add(file + ", line " + line + " " + what);
    }
}
