package dev.syncdb.cli.terminal;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.SyncDbException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What went wrong, as people and machines are told. */
public record Failure(ErrorCode code, String message) {
    public static Failure of(Throwable thrown) {
        if (thrown instanceof SyncDbException known) {
            return new Failure(known.code(), String.valueOf(known.getMessage()));
        }
        if (thrown instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (thrown instanceof NoSuchFileException absent) {
            return new Failure(ErrorCode.IO, "no such file or folder: " + absent.getMessage());
        }
        if (thrown instanceof FileAlreadyExistsException present) {
            return new Failure(ErrorCode.IO, "there is a file already: " + present.getMessage());
        }
        return new Failure(
                thrown instanceof IOException ? ErrorCode.IO : ErrorCode.INTERNAL,
                thrown.toString());
    }

    /** For {@link dev.syncdb.cli.json.Json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", code.name());
        json.put("message", message);
        return json;
    }
}
