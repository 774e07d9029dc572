package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Backups that are made by themselves and fail, while nobody looks at the log. */
class FailingBackupTest {

    private static final String NOTE = "The daily backup could not be made";

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"));

    private boolean told() {
        return shop.reply(OWNER, "!orders").contains(NOTE);
    }

    @Test
    void theOwnerReadsOfItBelowTheNextAnswerOnceEachTime() {
        assertFalse(told());
        shop.noBackupSince = Optional.of(shop.clock.instant());
        assertFalse(shop.reply(BUDI, "!katalog").contains(NOTE)
                || shop.reply(ADMIN, "!orders").contains(NOTE));
        assertTrue(told());
        assertFalse(told());
        shop.noBackupSince = Optional.empty();
        assertFalse(told());
        shop.clock.advance(Duration.ofDays(1));
        shop.noBackupSince = Optional.of(shop.clock.instant());
        assertTrue(told());
    }

    @Test
    void whoTriesOneAndReadsThatItFailedReadsItOnce() {
        shop.noBackupSince = Optional.of(shop.clock.instant());
        shop.backup = Optional.empty();
        assertFalse(shop.reply(OWNER, "!backup").contains(NOTE));
        assertFalse(told());
    }
}
