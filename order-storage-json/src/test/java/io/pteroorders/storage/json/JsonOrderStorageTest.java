package io.pteroorders.storage.json;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderStorageContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JsonOrderStorageTest extends OrderStorageContract {

    @TempDir
    Path parent;

    @Override
    protected OrderStorage open() throws Exception {
        return DataDirectory.in(Files.createTempDirectory(parent, "store")).open();
    }
}
