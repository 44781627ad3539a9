package dev.syncdb.cli.serve;

import dev.syncdb.cli.terminal.Options;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Principal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code syncdb serve} was told.
 *
 * @param port 0 for any that is free
 * @param space the only one that tokens cover, and that the console works on
 * @param tokens the subject of each
 */
record ServeSetting(
        Path data,
        Path schema,
        InetAddress host,
        int port,
        String space,
        Map<String, String> tokens) {
    static final String HOST = "127.0.0.1";
    static final int PORT = 7878;
    static final String SPACE = "main";

    /** Whom a token names that was not given but drawn. */
    static final String SUBJECT = "user";

    private static final int PORT_MAX = 65_535;

    /** 144 bits. */
    private static final int TOKEN_BYTES = 18;

    private static final Options.Names NAMES = new Options.Names(
            Set.of("--data", "--schema", "--host", "--port", "--token", "--space"),
            Set.of("--console", "--json"),
            0);

    ServeSetting {
        tokens = Map.copyOf(tokens);
    }

    static Options parse(List<String> arguments) {
        return Options.parse(arguments, NAMES);
    }

    /** Fails with CONFIGURATION if an option is missing or makes no sense. */
    static ServeSetting of(Options options) {
        String space = options.value("--space", SPACE);
        if (!SyncServer.isSpaceId(space)) {
            throw Options.misuse("no space can have the name " + space);
        }
        return new ServeSetting(
                Path.of(options.require("--data")),
                Path.of(options.require("--schema")),
                address(options.value("--host", HOST)),
                options.number("--port", PORT, 0, PORT_MAX),
                space,
                tokens(options.all("--token")));
    }

    /** A token that nobody can guess. */
    static String drawToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** This setting with no other token than the one given. */
    ServeSetting withToken(String token) {
        return new ServeSetting(data, schema, host, port, space, Map.of(token, SUBJECT));
    }

    /** Whom each token names. */
    Map<String, Principal> principals() {
        Map<String, Principal> principals = new HashMap<>();
        tokens.forEach(
                (token, subject) -> principals.put(token, new Principal(subject, Set.of(space))));
        return principals;
    }

    private static Map<String, String> tokens(List<String> given) {
        Map<String, String> tokens = new HashMap<>();
        for (String each : given) {
            int equals = each.indexOf('=');
            if (equals <= 0 || equals == each.length() - 1) {
                throw Options.misuse("option --token takes TOKEN=SUBJECT");
            }
            if (tokens.put(each.substring(0, equals), each.substring(equals + 1)) != null) {
                throw Options.misuse("one token was given twice");
            }
        }
        return tokens;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw Options.misuse("no such host: " + host);
        }
    }
}
