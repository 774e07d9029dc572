package io.pteroorders.bot.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.Picture;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyOnItsWayTest {

    private static final Reply BELOW = Reply.of("undelivered", "1 message", Variables.NONE);

    @Test
    void itKeepsItsPictureWhateverElseItGets() {
        Picture picture = Picture.of("image/png", new byte[] {1});
        Reply reply = Reply.of("order-created-customer", "Rp 25.037", Variables.NONE)
                .showing(picture)
                .attaching("proofs/one.jpg")
                .offering(ImmutableList.of())
                .asking("cancel", ImmutableList.of(new Choice("YA", "YA")))
                .tellingOf(Fixtures.anOrder(1).pending())
                .as(Result.DONE)
                .with(BELOW);
        OutgoingMessage message = Bot.outgoing(
                reply,
                IncomingMessage.privately("console", "m1", Fixtures.budi().id(), "Budi", "!order bronze"));
        assertEquals(Optional.of(picture), message.picture());
        assertEquals(Optional.of("proofs/one.jpg"), message.attachment());
        assertEquals("Rp 25.037\n\n1 message", message.text());
    }
}
