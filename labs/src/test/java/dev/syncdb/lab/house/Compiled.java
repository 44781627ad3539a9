package dev.syncdb.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.ToolProvider;

/** Classes compiled from planted sources, for the checks that judge classes. */
final class Compiled {
    private Compiled() {}

    /**
     * Compiles sources, given by their paths, and returns the folder of the classes. A module among
     * them must be called `planted`.
     */
    static Path in(Path folder, Map<String, String> sources) throws IOException {
        Path classes = folder.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of("-g", "-d", classes.toString()));
        if (sources.containsKey("module-info.java")) {
            arguments.addAll(List.of("--add-reads", "planted=ALL-UNNAMED"));
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(new String[0]));
        assertEquals(0, status, "the planted sources must compile");
        return classes;
    }
}
