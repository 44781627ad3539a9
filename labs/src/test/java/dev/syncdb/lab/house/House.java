package dev.syncdb.lab.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The source tree on disk: its modules and its files. Read afresh by each check. */
record House(Path root) {
    /** A module and the folder it lives in; they differ where a command has the same name. */
    enum Module {
        CORE,
        SYNC,
        CLIENT,
        SERVER,
        TESTKIT,
        SERVLET,
        CLI(false, "cli"),
        LAB(false, "labs");

        private final boolean published;
        private final String folder;

        Module() {
            this.published = true;
            this.folder = label();
        }

        Module(boolean published, String folder) {
            this.published = published;
            this.folder = folder;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isPublished() {
            return published;
        }

        String folder() {
            return folder;
        }

        static List<Module> published() {
            return Arrays.stream(values()).filter(Module::isPublished).toList();
        }
    }

    private static final Set<String> FOLDERS_NOT_OURS =
            Set.of(".git", "target", ".idea", "node_modules");

    /** The house this test runs in: the nearest folder above with the Maven wrapper in it. */
    static House here() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no mvnw in or above the working directory");
            }
        }
        return new House(folder);
    }

    Path classes(Module module) {
        return root.resolve(module.folder()).resolve("target").resolve("classes");
    }

    Path executionData(Module module) {
        return root.resolve(module.folder()).resolve("target").resolve("jacoco.exec");
    }

    List<JavaSource> mainSources() {
        return sources("main");
    }

    List<JavaSource> testSources() {
        return sources("test");
    }

    private List<JavaSource> sources(String kind) {
        List<JavaSource> sources = new ArrayList<>();
        for (Module module : Module.values()) {
            Path folder =
                    root.resolve(module.folder()).resolve("src").resolve(kind).resolve("java");
            for (Path file : filesBelow(folder)) {
                if (file.toString().endsWith(".java")) {
                    sources.add(JavaSource.parse(module, relative(file), text(file)));
                }
            }
        }
        return sources;
    }

    /** Every file that belongs to the project, as against what a build or an editor left. */
    List<Path> files() {
        return filesBelow(root);
    }

    String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** The text of a file; bytes that are no UTF-8 become replacement characters. */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> filesBelow(Path folder) {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes is) {
                    boolean ours =
                            !FOLDERS_NOT_OURS.contains(visited.getFileName().toString());
                    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path visited, BasicFileAttributes is) {
                    // In a second working tree, .git is a file.
                    if (!visited.endsWith(".git")) {
                        files.add(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }
}
