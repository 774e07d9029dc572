package io.pteroorders.bot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may make files in a data directory: what root makes there the shop's user could not use. */
class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void rootMakesNothingInTheDirectoryOfAnother() throws IOException {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "SKIPPED: only root can give a directory to somebody else");
        Files.setOwner(
                directory,
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        String why = DataDirectory.refusal(directory, "root").orElseThrow();
        assertTrue(why.contains("belongs to nobody") && why.contains("sudo -u nobody"), why);
        assertEquals(Optional.empty(), DataDirectory.refusal(directory, "nobody"));
    }

    @Test
    void everybodyMakesFilesInTheirOwnAndInNewOnes() {
        String me = System.getProperty("user.name");
        assertEquals(Optional.empty(), DataDirectory.refusal(directory, me));
        assertEquals(Optional.empty(), DataDirectory.refusal(directory.resolve("none"), "root"));
        assertEquals(Optional.empty(), DataDirectory.refusal(directory.resolve("none"), me));
    }
}
