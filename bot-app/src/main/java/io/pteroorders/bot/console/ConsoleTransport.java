package io.pteroorders.bot.console;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.port.Inbox;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.bot.port.Transport;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A terminal in which one person tries the whole shop, as several people. */
public final class ConsoleTransport implements Transport {

    private static final String NAME = "console";
    private static final String HELP = """
            /as 0812-3456-7891  become the customer with this number
            /admin              become the owner of the shop
            /send sticker       send something else than a text: %s
            /quit               leave, as Ctrl-C twice does
            Tab completes commands, packages and order ids; the arrow keys bring back earlier lines.""".formatted(String.join(", ", IncomingMessage.kinds()));
    private static final ImmutableList<String> OWN = ImmutableList.of("/as", "/admin", "/send", "/help", "/quit");
    private static final Pattern SEND = Pattern.compile("/send +(\\S+)");
    private static final Pattern COMMAND = Pattern.compile("/[a-z]+\\b.*");
    private static final PersonId FIRST_CUSTOMER = PersonId.phone("6281234567890");
    private static final String FIRST_NAME = "Budi";

    private final SeenWords seen;
    private final Terminal terminal;
    private final LineReader reader;
    private final Optional<PersonId> owner;
    private final Clock clock;
    private final boolean slashes;
    private final String about;
    private boolean interrupted;
    private PersonId person = FIRST_CUSTOMER;
    private int messages;

    /**
     * A transport on the terminal of the process.
     *
     * @param owner whom {@code /admin} becomes
     * @param prefix what the shop's commands begin with
     * @param packages their codes
     * @param about what runs here
     * @param clock makes the ids of this run's messages differ from those of others
     */
    public ConsoleTransport(
            Optional<PersonId> owner,
            String prefix,
            Supplier<ImmutableList<String>> packages,
            String about,
            Clock clock)
            throws IOException {
        this.seen = new SeenWords(OWN, packages);
        this.slashes = prefix.startsWith("/");
        this.about = about;
        this.terminal = TerminalBuilder.builder()
                .dumb(true)
                .encoding(StandardCharsets.UTF_8)
                .build();
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(seen)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public void run(Inbox inbox) throws IOException {
        try (terminal) {
            long run = clock.millis();
            say(about + ".");
            say("You are the customer " + FIRST_NAME + ". Try !help, or /help for what this terminal can do.");
            for (Optional<String> line = next(); line.isPresent(); line = next()) {
                String text = line.get();
                if (!obeys(text)) {
                    messages++;
                    inbox.accept(message(run + "-" + messages, text));
                    inbox.finish();
                }
            }
        }
    }

    private IncomingMessage message(String id, String line) {
        return kind(line)
                .map(kind -> new IncomingMessage(NAME, id, person, person.text(), displayName(), "", kind))
                .orElseGet(() -> IncomingMessage.privately(NAME, id, person, displayName(), line));
    }

    /** What a line sends instead of a text. */
    private static Optional<Trait> kind(String line) {
        Matcher send = SEND.matcher(line.strip());
        return Optional.of(send)
                .filter(it -> it.matches() && IncomingMessage.kinds().contains(it.group(1)))
                .map(it -> IncomingMessage.instead(it.group(1)));
    }

    private Optional<String> next() {
        try {
            String line = reader.readLine(prompt());
            interrupted = false;
            echo(line);
            return Optional.of(line).filter(text -> !text.strip().equals("/quit"));
        } catch (EndOfFileException end) {
            return Optional.ofNullable(end.getPartialLine()).filter(rest -> !rest.isEmpty());
        } catch (UserInterruptException interrupt) {
            return afterInterrupt();
        }
    }

    /** The first one only takes a line back, as in any shell; who presses again wants to leave. */
    private Optional<String> afterInterrupt() {
        if (interrupted) {
            return Optional.empty();
        }
        interrupted = true;
        say("Ctrl-C once more, or /quit, to leave.");
        return next();
    }

    /** A pipe shows nothing of what goes through it. */
    private void echo(String line) {
        if (isDumb()) {
            say(line);
        }
    }

    private boolean isDumb() {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    /** Whether the line was for the terminal itself; everything else is a message. */
    private boolean obeys(String line) {
        String order = line.strip();
        if (order.equals("/admin")) {
            owner.ifPresentOrElse(
                    this::become, () -> say("There is no admin: OWNER_NUMBER and STORE_ADMIN are empty."));
        } else if (order.equals("/as") || order.startsWith("/as ")) {
            PhoneNumbers.parse(order.substring("/as".length()))
                    .ifPresentOrElse(this::become, () -> say("That is no phone number. Try /as 0812-3456-7891"));
        } else if (order.equals("/help")) {
            say(HELP);
        } else if (kind(order).isPresent()) {
            return false;
        } else if (order.equals("/send") || order.startsWith("/send ")) {
            say("Send one of these: " + String.join(", ", IncomingMessage.kinds()));
        } else if (!slashes && COMMAND.matcher(order).matches()) {
            say("This terminal knows no such command. /help lists those that it knows.");
        } else {
            return false;
        }
        return true;
    }

    private void become(PersonId other) {
        person = other;
        say("You are " + who(person) + ".");
    }

    private String prompt() {
        return who(person) + "> ";
    }

    private String who(PersonId someone) {
        if (owner.filter(someone::equals).isPresent()) {
            return "owner";
        }
        return someone.equals(FIRST_CUSTOMER) ? FIRST_NAME : someone.masked();
    }

    /** What the person calls themselves; those made up by number have no name. */
    private String displayName() {
        return person.equals(FIRST_CUSTOMER) ? FIRST_NAME : "";
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        PersonId receiver = PersonId.whatsApp(message.to());
        seen.see(message.text());
        say(Bubble.of(who(receiver), message, terminal.getWidth(), !isDumb()));
        return CompletableFuture.completedFuture(SendResult.SENT);
    }

    private synchronized void say(String text) {
        terminal.writer().println(text);
        terminal.flush();
    }
}
