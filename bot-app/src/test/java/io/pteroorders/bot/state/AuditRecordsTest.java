package io.pteroorders.bot.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.bot.command.AuditTrail.Entry;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRecordsTest {

    @TempDir
    Path data;

    private void append(String order) {
        try (OpenShop shop = OpenShop.in(data, ManualClock.at(Fixtures.NOON))) {
            new AuditRecords(shop.lease())
                    .append(List.of(new Entry(
                            Fixtures.NOON,
                            PersonId.phone("6281100000002"),
                            "order-confirm",
                            Optional.of(order),
                            Result.DONE)));
        }
    }

    @Test
    void anEntryIsALineOfPlainJsonInAFileForPeople() throws IOException {
        append("ORD-00000-00001");
        assertEquals(
                "{\"time\":\"" + Fixtures.NOON
                        + "\",\"who\":\"6281100000002@s.whatsapp.net\",\"command\":\"order-confirm\","
                        + "\"order\":\"ORD-00000-00001\",\"outcome\":\"done\"}\n",
                Files.readString(data.resolve("audit.jsonl")));
    }

    @Test
    void whatSomebodyTypedForgesNoLine() throws IOException {
        append("A\n{\"who\":\"x\"}\u2028\"");
        assertEquals(1, Files.readAllLines(data.resolve("audit.jsonl")).size());
    }
}
