package io.pteroorders.bot.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.call.CallList;
import io.pteroorders.bot.call.CallTexts;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Commands;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.command.PaymentReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.admin.OrderSearch;
import io.pteroorders.bot.payment.MoneyRow;
import io.pteroorders.bot.payment.PaymentApp;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.bot.payment.PaymentSettings;
import io.pteroorders.bot.payment.PaymentStores;
import io.pteroorders.bot.privacy.Erasures;
import io.pteroorders.bot.privacy.PersonalData;
import io.pteroorders.bot.privacy.PrivacyDesk;
import io.pteroorders.bot.privacy.PrivacyStores;
import io.pteroorders.bot.renewal.RenewalApp;
import io.pteroorders.bot.renewal.RenewalSettings;
import io.pteroorders.bot.session.Sessions;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.OrderPictures;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page of commands, and the tables of them in others, are made from the registry; {@code -Dsnapshots.update=true}
 * writes them anew.
 */
class CommandsPageTest {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Path PAGE = DOCS.resolve("commands.md");
    private static final Pattern TABLE = Pattern.compile("<!-- commands: (\\w+) (\\w+) -->\n((?:\\|.*\n)*)");
    private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("`!([\\w-]+)");

    private static final String INTRODUCTION = """
            # Commands

            For customers and admins: everything that can be typed, made from the bot's own list. `!` is the default of
            `BOT_PREFIX`. Case and extra spaces do not matter.

            An order is named by its id in any notation (`ORD-7K2QM-X0R4T`, `ord7k2qmx0r4t`, `ORD 7K2QM X0R4T`) or by the
            last part of it, four characters or more; who has one order only needs none. A duration is a number of months from
            1 to 12: `3`, `3bln`, `dua bulan`, `setengah tahun`, `setahun`, `1 month`; what follows it is a note for the seller.
            `!order-confirm`, `!order-process`, `!order-cancel` and `!order-refund` take several ids with commas between them, and
            each order gets its own answer; without commas the bot asks first. All others take one order and one command a message,
            and say so. A list ends with the command for its next page.

            What cannot be taken back asks for a yes: refunding, cancelling what is paid, rejecting a proof, deleting, a
            broadcast. So does a button, and whatever ends with `?`: `!order-confirm ORD-7K2QM-X0R4T ?`. Characters that
            nobody sees are not looked at around commands, numbers and ids, and all dashes are alike.

            Without the prefix, `YA`/`YES` and `TIDAK`/`NO` answer a question, also as people say them (`iya kak`, `ok siap`,
            `gak jadi`, `jangan dulu`), and a number or a package picks one of several. A question is open for five minutes
            and until your next text: what may have been an answer is asked about once more, and the second time nothing is
            done; what says something else ends it. Only a yes that says nothing else does what was asked; 1 is enough for a
            new order. `STOP` ends broadcasts and `MULAI`/`START` begins them again; while a question is open, `STOP` is a no
            to it. What is written without a command is read, in either language: what only asks is answered (`gold berapa`,
            `udah jadi belum`), what would change something is asked about (`mau gold 3 bulan`, `batalin aja`). A line with
            the marks of a command is run if it only reads, asked about if it orders, and to be copied otherwise. Other text
            is answered by where your order stands, and an admin is called for who wants one, complains, says that they
            paid, or is not understood three times. A call has a number, `#7`, and is told
            once: `!reply #7` and a text, or a reply to its notice, reaches the customer. For 30 minutes after an admin's last
            words the bot is quiet to that customer and passes on what they write; their commands, pictures and answers to its
            questions it deals with as ever. `!bot off #7` keeps it quiet for a day, `!bot on #7` ends that.

            """;

    private final Texts texts = Texts.load(List.of(NotificationText.class, ReplyText.class), Optional.empty());
    private final Replies replies = new Replies(new OrderTexts(
            texts, new Formats(texts, Fixtures.JAKARTA), new Shop("Shop", "!", Optional.empty(), PackageType.BRONZE)));

    private final Commands commands = commands();

    private Commands commands() {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        OrderService service =
                OrderService.builder(storage, clock, new Random(1)).build();
        Outbox outbox = Outbox.builder(
                        storage,
                        replies.orders(),
                        new NotificationPolicy(ImmutableSet.of()),
                        message -> CompletableFuture.completedFuture(SendResult.SENT),
                        TaskLog.inMemory(),
                        clock)
                .open();
        PaymentDesk desk = new PaymentApp(
                        PaymentSettings.BY_HAND,
                        service,
                        storage,
                        PaymentStores.inMemory(),
                        outbox.letters(),
                        ImmutableSet.of(),
                        MoneyRow::text,
                        () -> "not paid in time",
                        () -> {},
                        new SimpleMeterRegistry(),
                        clock)
                .desk();
        PaymentReplies payments = new PaymentReplies(replies, desk, OrderPictures.NONE);
        return CommandList.of(
                service,
                outbox,
                desk,
                payments,
                new RenewalApp(
                        storage,
                        service.subscriptions(),
                        outbox,
                        ImmutableSet.of(),
                        new RenewalSettings(
                                RenewalRules.defaults(Fixtures.JAKARTA),
                                Duration.ofMinutes(1),
                                Duration.ZERO,
                                false,
                                true),
                        () -> {},
                        clock),
                replies,
                Languages.inMemory(),
                OptOuts.inMemory(),
                PaymentProofs.NONE,
                BackupMaker.NONE,
                Optional.empty(),
                new CustomerCalls(
                        CallList.inMemory(),
                        outbox.letters(),
                        ImmutableSet.of(),
                        new CallTexts(replies, Language.ENGLISH),
                        clock),
                ApiKeys.inMemory(),
                Optional.empty(),
                Optional.empty(),
                Sessions.inMemory(),
                new OrderSearch(service, replies, clock),
                privacy(storage, outbox, replies, clock),
                person -> false,
                clock);
    }

    private static PrivacyDesk privacy(OrderStorage storage, Outbox outbox, Replies replies, Clock clock) {
        PersonalData data = new PersonalData(storage, ImmutableList.of());
        PrivacyStores stores = PrivacyStores.inMemory();
        return new PrivacyDesk(
                new Erasures(storage, data, stores.people(), person -> Optional.empty(), clock),
                data,
                new PrivacyDesk.Parts(
                        stores.requests(),
                        stores.exports(),
                        outbox.letters(),
                        message -> CompletableFuture.completedFuture(SendResult.SENT),
                        ImmutableSet.of(),
                        Languages.inMemory(),
                        Language.ENGLISH,
                        Optional::empty),
                replies,
                clock);
    }

    @Test
    void thePageListsWhatTheRegistryHas() throws IOException {
        assertWritten(PAGE, INTRODUCTION + table(Role.OWNER, Language.ENGLISH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers.md", "sellers.md", "id/pembeli.md", "id/penjual.md"})
    void tablesInOtherPagesDoSoToo(String name) throws IOException {
        Path page = DOCS.resolve(name);
        Matcher table = TABLE.matcher(Files.readString(page));
        assertTrue(table.find(), name + " has no table");
        String written = table(
                Role.valueOf(table.group(1)), Language.parse(table.group(2)).orElseThrow());
        assertWritten(
                page,
                new StringBuilder(Files.readString(page))
                        .replace(table.start(3), table.end(3), written)
                        .toString());
    }

    private static void assertWritten(Path page, String expected) throws IOException {
        if (Boolean.getBoolean("snapshots.update")) {
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page));
    }

    @Test
    void pagesNameNoCommandThatIsNot() throws IOException {
        ImmutableSet.Builder<String> all = ImmutableSet.builder();
        try (Stream<Path> files = Files.walk(DOCS)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                all.addAll(named(Files.readString(page)));
            }
        }
        ImmutableSet<String> named = all.build();
        assertTrue(named.size() > 20, named.toString());
        assertEquals(
                List.of(),
                named.stream().filter(name -> commands.find(name).isEmpty()).toList());
    }

    @ParameterizedTest
    @CsvSource({"customers.md, id/pembeli.md", "sellers.md, id/penjual.md"})
    void aPageTellsOfTheSameCommandsInBothLanguages(String english, String indonesian) throws IOException {
        assertEquals(explained(english), explained(indonesian));
    }

    /** The commands that a page explains beside its table. */
    private ImmutableSortedSet<String> explained(String page) throws IOException {
        String text = TABLE.matcher(Files.readString(DOCS.resolve(page))).replaceAll("");
        return named(text).stream()
                .map(name -> commands.find(name).orElseThrow().info().name())
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    }

    private static ImmutableSet<String> named(String text) {
        return NAMED.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(name -> name.group(1))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** The commands of a role; an owner's says also who may use each. */
    private String table(Role role, Language language) {
        boolean who = role != Role.CUSTOMER;
        StringBuilder table = new StringBuilder(
                language == Language.ENGLISH
                        ? "| command | also |" + (who ? " who |" : "") + " what it does | example |\n"
                        : "| perintah | nama lain |" + (who ? " siapa |" : "") + " untuk apa | contoh |\n");
        table.append(who ? "|---|---|---|---|---|\n" : "|---|---|---|---|\n");
        commands.allowed(role).forEach(command -> table.append(row(command, who, language)));
        return table.toString();
    }

    private String row(Command command, boolean who, Language language) {
        return String.format(
                "| `%s` | %s |%s %s | `%s` |%n",
                CommandNames.usage(command, replies, language).replace("|", "\\|"),
                String.join(", ", command.info().synonyms()),
                who ? " " + who(command.info().role(), language) + " |" : "",
                replies.word("command." + command.info().name() + ".summary", language),
                CommandNames.example(command, replies, language));
    }

    private static String who(Role role, Language language) {
        boolean english = language == Language.ENGLISH;
        return switch (role) {
            case CUSTOMER -> english ? "all" : "semua";
            case ADMIN -> "admin";
            case OWNER -> english ? "owner" : "pemilik";
            case SYSTEM -> throw new IllegalArgumentException("no command is for the program alone");
        };
    }
}
