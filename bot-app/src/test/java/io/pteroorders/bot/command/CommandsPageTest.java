package io.pteroorders.bot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The page of commands is made from the registry; {@code -Dsnapshots.update=true} writes it anew. */
class CommandsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "commands.md");

    private static final String INTRODUCTION = """
            # Commands

            For customers and admins: everything that can be typed, made from the bot's own list. `!` is the default of
            `BOT_PREFIX`. Case and extra spaces do not matter.

            An order is named by its id in any notation (`ORD-7K2QM-X0R4T`, `ord7k2qmx0r4t`, `ORD 7K2QM X0R4T`) or by the
            last part of it, four characters or more. A duration is a number of months from 1 to 12: `3`, `3bln`, `3 bulan`,
            `setahun`, `1 month`; what follows it is a note for the seller. Where ids are listed with commas, each order
            gets its own answer. A list ends with the command for its next page.

            Without the prefix, `YA`/`YES` and `TIDAK`/`NO` answer a question, `STOP` ends broadcasts and `MULAI`/`START`
            begins them again.

            | command | also | who | what it does | example |
            |---|---|---|---|---|
            """;

    private final Texts texts = Texts.load(List.of(NotificationText.class, ReplyText.class), Optional.empty());
    private final Replies replies = new Replies(new OrderTexts(
            texts, new Formats(texts, Fixtures.JAKARTA), new Shop("Shop", "!", Optional.empty(), PackageType.BRONZE)));

    @Test
    void thePageListsWhatTheRegistryHas() throws IOException {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        OrderService service =
                OrderService.builder(storage, clock, new Random(1)).build();
        Outbox outbox = Outbox.builder(
                        storage,
                        replies.orders(),
                        new NotificationPolicy(ImmutableSet.of()),
                        message -> CompletableFuture.completedFuture(SendResult.SENT),
                        DeliveryLog.inMemory(),
                        clock)
                .open();
        Commands commands =
                Commands.of(service, outbox, replies, Languages.inMemory(), PaymentProofs.NONE, Optional::empty, clock);
        StringBuilder page = new StringBuilder(INTRODUCTION);
        commands.allowed(Role.OWNER).forEach(command -> page.append(row(command)));
        if (Boolean.getBoolean("snapshots.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page.toString(), Files.readString(PAGE));
    }

    private String row(Command command) {
        return String.format(
                "| `%s` | %s | %s | %s | `%s` |%n",
                CommandNames.usage(command, replies, Language.ENGLISH),
                String.join(", ", command.synonyms()),
                command.role() == Role.CUSTOMER
                        ? "all"
                        : Ascii.toLowerCase(command.role().name()),
                replies.word("command." + command.name() + ".summary", Language.ENGLISH),
                CommandNames.example(command, replies, Language.ENGLISH));
    }
}
