package io.pteroorders.bot.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofFilesTest {

    @TempDir
    Path data;

    private static byte[] bytes(String hex) {
        return BaseEncoding.base16().decode(hex);
    }

    private ProofFiles proofs() {
        return new ProofFiles(data);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("proofs"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FFD8FFE000104A46, jpg",
        "89504E470D0A1A0A00, png",
        "255044462D312E37, pdf",
        "0A255044462D312E37, pdf",
        "EFBBBF255044462D312E37, pdf"
    })
    void aFileIsWhatItsFirstBytesSayAndIsNamedByItsContent(String hex, String extension) throws IOException {
        String name = proofs().keep(bytes(hex)).orElseThrow();
        String digest = Hashing.sha256().hashBytes(bytes(hex)).toString();
        assertEquals(digest.substring(0, 32) + "." + extension, name);
        assertArrayEquals(bytes(hex), Files.readAllBytes(data.resolve("proofs").resolve(name)));
        assertTrue(proofs().isWhole(PaymentProofs.reference(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FF", "FFD8", "474946383961", "3C68746D6C3E", "7F454C46020101", "504B0304", "2321"})
    void whatIsNoPictureIsNotKept(String hex) {
        assertEquals(Optional.empty(), proofs().keep(bytes(hex)));
        assertFalse(Files.exists(data.resolve("proofs")));
    }

    @Test
    void theSamePictureIsKeptOnceAndForItsOwnerAlone() throws IOException {
        proofs().keep(bytes("FFD8FF00"));
        proofs().keep(bytes("FFD8FF00"));
        assertEquals(1, files().size());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("proofs"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../orders.json",
                "proofs/../../orders.json",
                "",
                "9f86d081884c7d659a2feaa0c55ad015.exe",
                "9F86D081884C7D659A2FEAA0C55AD015.jpg",
                "9f86d081884c7d659a2feaa0c55ad015.jpg/.",
                "9f86d081884c7d659a2feaa0c55ad015.jpg"
            })
    void noNameLeadsElsewhere(String name) {
        assertFalse(proofs().has(name));
        assertEquals(Optional.empty(), proofs().file(PaymentProofs.reference(name)));
        assertEquals(Optional.empty(), proofs().file(name));
    }

    @Test
    void aPictureThatWasChangedOrIsGoneIsNotWhole() throws IOException {
        String reference =
                PaymentProofs.reference(proofs().keep(bytes("FFD8FF00")).orElseThrow());
        Files.write(files().get(0), bytes("FFD8FF01"));
        assertFalse(proofs().isWhole(reference));
        Files.delete(files().get(0));
        assertFalse(proofs().isWhole(reference));
    }

    @Test
    void aDiskThatTakesNothingIsAFailure() throws IOException {
        Files.createFile(data.resolve("proofs"));
        assertThrows(StorageException.class, () -> proofs().keep(bytes("FFD8FF00")));
    }
}
