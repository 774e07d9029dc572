package io.pteroorders.core.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanelPageTest {

    private static PanelServer server(long id, String identifier) {
        return new PanelServer(
                id,
                Optional.empty(),
                identifier,
                "bot",
                PanelServer.Status.NORMAL,
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                1,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void allPagesAreAskedForAndNoneAfterTheLast() {
        List<PanelPage> pages = List.of(
                new PanelPage(ImmutableList.of(server(1, "a1"), server(2, "b2")), true),
                new PanelPage(ImmutableList.of(), true),
                new PanelPage(ImmutableList.of(server(3, "c3")), false));
        assertEquals(
                List.of(1L, 2L, 3L),
                PanelPage.all(number -> pages.get(number - 1)).stream()
                        .map(PanelServer::id)
                        .toList());
    }

    @Test
    void aServerIsCalledByItsNumberOrItsShortName() {
        PanelServer server = server(41, "1a7ce997");
        assertTrue(server.isCalled("41"));
        assertTrue(server.isCalled("1a7ce997"));
        assertFalse(server.isCalled("1a7ce99"));
        assertFalse(server.isCalled("041"));
    }
}
